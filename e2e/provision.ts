import { spawnSync } from "node:child_process";
import { accessSync, constants, existsSync } from "node:fs";
import { delimiter, join } from "node:path";

/** A program that tests need: where it may be, and the Debian package that brings it. */
interface Program {
  name: string;
  /** Names on the path, first wins. */
  commands: string[];
  package: string;
}

const programs: Program[] = [
  {
    name: "browser",
    commands: ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"],
    package: "chromium",
  },
  { name: "etcd", commands: ["etcd"], package: "etcd-server" },
  { name: "nmap", commands: ["nmap"], package: "nmap" },
  { name: "kubectl", commands: ["kubectl"], package: "kubernetes-client" },
  { name: "openssl", commands: ["openssl"], package: "openssl" },
  { name: "curl", commands: ["curl"], package: "curl" },
  { name: "nc", commands: ["nc"], package: "netcat-openbsd" },
  { name: "ss", commands: ["ss"], package: "iproute2" },
  { name: "jq", commands: ["jq"], package: "jq" },
];

export function findOnPath(commands: readonly string[]): string | undefined {
  for (const command of commands) {
    for (const folder of (process.env.PATH ?? "").split(delimiter)) {
      const file = join(folder, command);
      if (isExecutable(file)) return file;
    }
  }
}

function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** The Chromium that browser tests drive: PLAYWRIGHT_CHROMIUM_PATH, else the system's. */
export function browserPath(): string | undefined {
  const chosen = process.env.PLAYWRIGHT_CHROMIUM_PATH;
  return chosen && existsSync(chosen) ? chosen : findOnPath(programs[0]?.commands ?? []);
}

/** Finds or installs what the tests need, and says in one line what it did. Throws with the line to run by hand. */
export function provision(): string {
  const missing = programs.filter((program) =>
    program.name === "browser" ? !browserPath() : !findOnPath(program.commands),
  );
  const found = programs.filter((program) => !missing.includes(program)).map((program) => program.name);
  if (missing.length === 0) return `Test programs: found ${found.join(", ")}.`;
  const packages = missing.map((program) => program.package);
  const byHand = `apt-get install ${packages.join(" ")}`;
  if (process.getuid?.() !== 0)
    throw new Error(`Tests need ${missing.map((program) => program.name).join(", ")}. As root: ${byHand}`);
  const environment = { ...process.env, DEBIAN_FRONTEND: "noninteractive" };
  for (const args of [
    ["update", "-qq"],
    ["install", "-y", "-qq", "--no-install-recommends", ...packages],
  ]) {
    const run = spawnSync("apt-get", args, { env: environment, encoding: "utf8", timeout: 900_000 });
    if (run.status !== 0)
      throw new Error(
        `"apt-get ${args.join(" ")}" failed: ${run.stderr.trim().split("\n").at(-1)}. By hand: ${byHand}`,
      );
  }
  return `Test programs: found ${found.join(", ") || "none"}; installed ${packages.join(", ")}.`;
}
