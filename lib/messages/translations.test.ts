import assert from "node:assert/strict";
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import * as catalogue from "./index.ts";

type Texts = Record<string, unknown>;

const folder = (language: string) => join(import.meta.dirname, language);

/** Every text of an area by its path. */
function leaves(texts: Texts, path: string): [path: string, text: unknown][] {
  return Object.entries(texts).flatMap(([key, text]): [string, unknown][] =>
    typeof text === "object" && text !== null ? leaves(text as Texts, `${path}.${key}`) : [[`${path}.${key}`, text]],
  );
}

/** The texts of each file that a language has. */
async function areas(language: string): Promise<Map<string, Map<string, unknown>>> {
  const files = readdirSync(folder(language)).filter((file) => file !== "plural.ts" && file !== "trend-days.ts");
  const read = files.map(async (file): Promise<[string, Map<string, unknown>]> => {
    const texts = (await import(join(folder(language), file))) as Texts;
    return [file, new Map(leaves({ ...texts }, file))];
  });
  return new Map(await Promise.all(read));
}

/** What is wrong with a translation: keys that lack or are too many, empty texts, functions that take something else. */
function faults(en: ReadonlyMap<string, unknown>, other: ReadonlyMap<string, unknown>): string[] {
  const lacking = [...en.keys()].filter((path) => !other.has(path)).map((path) => `${path} is missing`);
  const wrong = [...other].flatMap(([path, text]) => {
    if (!en.has(path)) return [`${path} is not in English`];
    if (text === "" && en.get(path) !== "") return [`${path} is empty`];
    const given = en.get(path);
    if (typeof given !== typeof text) return [`${path} is another kind of text`];
    if (typeof given === "function" && typeof text === "function" && text.length > given.length) {
      return [`${path} takes ${text.length} values instead of ${given.length}`];
    }
    return [];
  });
  return [...lacking, ...wrong];
}

test("a translation with a hole is found", () => {
  const en = new Map<string, unknown>([
    ["a", "x"],
    ["b", (value: number) => `${value}`],
    ["c", "y"],
  ]);
  const other = new Map<string, unknown>([
    ["a", ""],
    ["b", (one: number, two: number) => `${one}${two}`],
    ["d", "z"],
  ]);
  assert.deepEqual(faults(en, other), [
    "c is missing",
    "a is empty",
    "b takes 2 values instead of 1",
    "d is not in English",
  ]);
});

test("German has every text of every area", async () => {
  const [en, de] = await Promise.all([areas("en"), areas("de")]);
  assert.deepEqual([...de.keys()].toSorted(), [...en.keys()].toSorted());
  const found = [...de].flatMap(([file, texts]) => faults(en.get(file) ?? new Map(), texts));
  assert.deepEqual(found, []);
});

test("every text that is German is what a German reader is given", async () => {
  globalThis.breakwaterReader = () => ({ language: "de", timeZone: "UTC" });
  try {
    const shown = new Map(leaves({ ...catalogue }, ""));
    const wrong = [...(await areas("de")).values()]
      .flatMap((texts) => [...texts])
      .filter(([path, text]) => shown.get(path.replace(/^[^.]*\.ts/, "")) !== text);
    assert.deepEqual(wrong, []);
  } finally {
    globalThis.breakwaterReader = undefined;
  }
});

/** What German says as English does; anything else that is equal was not translated. */
const same = new Set([
  // Objects and parts of Kubernetes, as everybody in the field calls them.
  ...[
    "Cluster",
    "Node",
    "Nodes",
    "Namespace",
    "Service",
    "Services",
    "Workload",
    "Worker",
    "worker",
    "Pod Security",
    "RBAC",
    "CNI",
  ],
  ...["Port", "Ports", "NodePort", "NodePorts", "LoadBalancer", "hostPort", "Kubernetes", "Distribution", "UID"],
  ...["Kubelet", "etcd", "kube-proxy", "Scheduler", "Kubeconfig", "Cilium", "nodes/proxy", "Read-only", "/configz"],
  // Proper names, languages by their own name, and formats.
  ...["Breakwater", "Microsoft", "CIS", "NSA/CISA", "MITRE ATT&CK", "CWE", "CVE", "TLS", "UTC", "English", "Deutsch"],
  ...["YAML", "CSV", "JSON", "JSON Lines", "SARIF 2.1.0", "OCSF 1.3", "JUnit", "Markdown", "In CI"],
  // What is typed, and keys.
  ...["breakwater replay", "192.0.2.10 name=cp-1 role=control-plane\n192.0.2.21 name=worker-1\n198.51.100.0/28"],
  ...["Enter", "Esc"],
  // German words that are the English ones.
  ...["Scan", "Scans", "Triage", "Trends", "Filter", "Version", "Name", "Zone", "Matrix", "Monitoring", "Budget"],
  ...["Standard", "Info", "OK", "In", "in"],
]);

/** The words that a function writes between its values. */
function written(text: unknown): string[] {
  const templates = String(text).match(/`[^`]*`/g) ?? [];
  return templates.flatMap((template) => template.replaceAll(/\$\{[^}]*\}/g, " ").match(/[A-Za-z]{2,}/g) ?? []);
}

/** Whether a text was left as it is in English. */
function isUntranslated(en: unknown, other: unknown): boolean {
  if (typeof en === "string") return en === other && /[A-Za-z]{2}/.test(en) && !same.has(en);
  const source = (text: unknown) => String(text).replaceAll(/\s/g, "");
  return source(en) === source(other) && written(en).some((word) => !same.has(word));
}

test("a text that was left in English is found", () => {
  assert.equal(isUntranslated("No scan yet", "No scan yet"), true);
  assert.equal(isUntranslated("No scan yet", "Noch kein Scan"), false);
  assert.equal(isUntranslated("Port", "Port"), false);
  const rows = (value: number) => `${value} rows`;
  const zeilen = (value: number) => `${value} Zeilen`;
  const share = (value: number) => `${value} %`;
  assert.deepEqual(
    [isUntranslated(rows, rows), isUntranslated(rows, zeilen), isUntranslated(share, share)],
    [true, false, false],
  );
});

test("no German text is the English one", async () => {
  const [en, de] = await Promise.all([areas("en"), areas("de")]);
  const found = [...en].flatMap(([file, texts]) =>
    [...texts].filter(([path, text]) => isUntranslated(text, de.get(file)?.get(path))).map(([path]) => path),
  );
  assert.deepEqual(found, []);
});

/** Words that a German text may not have beside its own: they are how the English text says it. */
const english = /\b(?:the|and|of|with|this|these|were|not|from|which|by|are|last|open findings?)\b/;

test("no German text has an English sentence in it", async () => {
  const found = [...(await areas("de")).values()].flatMap((texts) =>
    [...texts].flatMap(([path, text]) => {
      const literals = String(text)
        .replaceAll(/\$\{[^}]*\}/g, " ")
        .match(/`[^`]*`|"[^"]*"/g);
      const said = typeof text === "function" ? (literals ?? []).join(" ") : String(text);
      return english.test(said) ? [`${path}: ${said}`] : [];
    }),
  );
  assert.deepEqual(found, []);
});
