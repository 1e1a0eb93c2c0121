import assert from "node:assert/strict";
import { globSync, readFileSync } from "node:fs";
import { dirname, join, normalize, relative } from "node:path";
import { test } from "node:test";

/** The law of the house: which room may import which, beside itself and lib/domain. */
const rooms: Record<string, readonly string[]> = {
  "lib/domain": [],
  "lib/messages": [],
  "lib/schedule": [],
  "lib/discovery": [],
  "lib/probes": [],
  "lib/evidence": [],
  "lib/remediation": [],
  "lib/importers": [],
  "lib/checks": ["lib/remediation"],
  "lib/posture": [],
  "lib/exports": [],
  "lib/database": [],
  "lib/fleet": [],
  "lib/scan": ["lib/discovery", "lib/probes", "lib/evidence", "lib/checks", "lib/remediation", "lib/posture"],
  "lib/store": ["lib/posture"],
  "lib/guard": ["lib/store", "lib/messages"],
  "lib/worker": ["lib/schedule", "lib/discovery", "lib/scan", "lib/posture", "lib/store"],
  "lib/cli": [
    "lib/discovery",
    "lib/probes",
    "lib/scan",
    "lib/checks",
    "lib/importers",
    "lib/exports",
    "lib/messages",
    "lib/posture",
    "lib/store",
    "lib/database",
  ],
  "lib/launch": ["lib/database", "lib/store", "lib/fleet", "lib/schedule", "lib/worker"],
  components: ["lib/messages"],
  app: [
    "components",
    "lib/messages",
    "lib/guard",
    "lib/checks",
    "lib/discovery",
    "lib/probes",
    "lib/schedule",
    "lib/posture",
    "lib/store",
    "lib/importers",
    "lib/remediation",
    "lib/exports",
  ],
};

/** Packages and Node modules that only these rooms may touch: the edges of the world. */
const edges: [pattern: RegExp, allowed: readonly string[]][] = [
  [
    /^node:(net|tls|dgram|http|https|dns)(\/|$)/,
    ["lib/probes", "lib/discovery", "lib/fleet", "lib/launch", "lib/database"],
  ],
  [/^node:child_process$/, ["lib/launch", "lib/database", "lib/discovery"]],
  [/^(pg|@prisma\/.*|prisma)(\/|$)/, ["lib/store", "lib/database"]],
  [/^graphile-worker/, ["lib/store", "lib/worker"]],
  [/^@kubernetes\/client-node/, ["lib/discovery"]],
  [/^(next|react|react-dom)(\/|$)/, ["app", "components", "lib/guard"]],
];

/** Rooms that are pure: no clock, no environment, no randomness of their own. */
const pure = [
  "lib/domain",
  "lib/schedule",
  "lib/evidence",
  "lib/remediation",
  "lib/importers",
  "lib/checks",
  "lib/posture",
  "lib/exports",
  "lib/messages",
];

const root = join(import.meta.dirname, "..");
const files = globSync("{app,components,lib}/**/*.{ts,tsx}", { cwd: root }).filter(
  (file) => !file.includes("/generated/"),
);

function roomOf(file: string): string | undefined {
  return Object.keys(rooms).find((room) => file === room || file.startsWith(`${room}/`));
}

function importsOf(source: string): string[] {
  const pattern =
    /(?:^|\n)\s*(?:import|export)\b[^"'`;]*?from\s*["']([^"']+)["']|\bimport\(\s*["']([^"']+)["']|(?:^|\n)import\s*["']([^"']+)["']/g;
  return [...source.matchAll(pattern)].map((match) => match[1] ?? match[2] ?? match[3] ?? "");
}

/** What any room's tests may stand on. */
const testGrounds = ["lib/fleet", "lib/database", "lib/checks", "lib/evidence"];

/** Tests may start real servers and databases, so only the room table binds them, and the fleet is open to them. */
function brokenLaw(file: string, specifier: string): string | undefined {
  const room = roomOf(file) ?? "";
  const isTest = file.includes(".test.") || file.includes("fixture");
  if (specifier.startsWith(".")) {
    const target = normalize(join(dirname(file), specifier));
    const targetRoom = roomOf(target);
    if (target === "package.json" || targetRoom === room || targetRoom === "lib/domain") return;
    if (targetRoom && rooms[room]?.includes(targetRoom)) return;
    if (isTest && testGrounds.includes(targetRoom ?? "")) return;
    return `${file} imports ${target}: ${room} may not reach into ${targetRoom ?? "no room"}`;
  }
  const edge = edges.find(([pattern]) => pattern.test(specifier));
  if (edge && !isTest && !edge[1].includes(room)) return `${file} imports ${specifier}: only ${edge[1].join(", ")} may`;
}

test("every file stands in a room", () => {
  const homeless = files.filter(
    (file) => !roomOf(file) && file !== "lib/boundaries.test.ts" && file !== "lib/docs.test.ts",
  );
  assert.deepEqual(homeless, []);
});

test("imports keep to the rooms and to the edges of the world", () => {
  const broken = files.flatMap((file) =>
    importsOf(readFileSync(join(root, file), "utf8")).flatMap((specifier) => brokenLaw(file, specifier) ?? []),
  );
  assert.deepEqual(broken, []);
});

test("a client file imports only components, lib/domain and lib/messages", () => {
  const broken = files.flatMap((file) => {
    const source = readFileSync(join(root, file), "utf8");
    if (!/^\s*["']use client["']/.test(source)) return [];
    return importsOf(source)
      .filter((specifier) => specifier.startsWith("."))
      .map((specifier) => normalize(join(dirname(file), specifier)))
      .filter((target) => !/^(components|lib\/domain|lib\/messages)\//.test(target))
      .filter((target) => !/^app\/.*(actions|\.css)/.test(target) && dirname(target) !== dirname(file))
      .map((target) => `${file} imports ${target}`);
  });
  assert.deepEqual(broken, []);
});

test("pure rooms read no clock, environment or chance", () => {
  const broken = files
    .filter((file) => pure.includes(roomOf(file) ?? "") && !file.includes(".test."))
    .filter((file) =>
      /\bDate\.now\(\)|new Date\(\)|Math\.random\(|process\.env\b/.test(readFileSync(join(root, file), "utf8")),
    );
  assert.deepEqual(broken, []);
});

test("every page, action and route goes through the guard", () => {
  const doors = files.filter((file) =>
    /^app\/(.*\/)?(page\.tsx|route\.ts|[\w-]*actions?\.ts)$|^app\/.+\/layout\.tsx$/.test(file),
  );
  const unguarded = doors.filter(
    (file) => !/\bguard(Page|Layout|Action|FormAction|Route)\(/.test(readFileSync(join(root, file), "utf8")),
  );
  assert.deepEqual(unguarded, []);
});

test("no source file is over 300 lines", () => {
  const long = [...files, ...globSync("{e2e,bench}/**/*.ts", { cwd: root })]
    .map((file) => ({ file, lines: readFileSync(join(root, file), "utf8").split("\n").length - 1 }))
    .filter(({ lines }) => lines > 300);
  assert.deepEqual(long, []);
});

test("no folder is a shared drawer", () => {
  const drawers = files.filter((file) => /(^|\/)(utils?|helpers?|common|types|constants|misc)(\/|\.tsx?$)/.test(file));
  assert.deepEqual(
    drawers.map((file) => relative(".", file)),
    [],
  );
});

test("no two files of a room import each other in a circle", () => {
  const graph = new Map<string, string[]>();
  for (const file of files) {
    const source = readFileSync(join(root, file), "utf8").replaceAll(/(?:import|export) type [^;]*;/g, "");
    graph.set(
      file,
      importsOf(source)
        .filter((specifier) => specifier.startsWith("."))
        .map((specifier) => normalize(join(dirname(file), specifier))),
    );
  }
  const done = new Set<string>();
  const circles: string[] = [];
  const visit = (file: string, path: string[]): void => {
    if (path.includes(file)) circles.push([...path.slice(path.indexOf(file)), file].join(" → "));
    if (done.has(file) || path.includes(file)) return;
    for (const next of graph.get(file) ?? []) visit(next, [...path, file]);
    done.add(file);
  };
  for (const file of graph.keys()) visit(file, []);
  assert.deepEqual(circles, []);
});
