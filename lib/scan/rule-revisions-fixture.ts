import { hash } from "node:crypto";
import { globSync, readFileSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import { checks } from "../checks/index.ts";
import type { Check } from "../domain/check.ts";

export const revisionsFile = join(import.meta.dirname, "rule-revisions.json");
export const recordCommand = "node_modules/.bin/node lib/scan/rule-revisions-fixture.ts";

/** A check's revision, and a hash over its file, however that is laid out and commented. */
export interface RecordedRule {
  revision: number;
  code: string;
}

const withoutLayout = (code: string) => code.replaceAll(/\/\*[\s\S]*?\*\/|^\s*\/\/.*$/gm, "").replaceAll(/\s+/g, "");

const folder = join(import.meta.dirname, "..", "checks");
const files = new Map(
  globSync("*/*.ts", { cwd: folder }).map((file) => [basename(file, ".ts"), join(folder, file)] as const),
);

/** Code shared by several checks is not seen: who changes that raises the revisions of those that it makes judge anew. */
export function codeHash(source: string): string {
  return hash("sha256", withoutLayout(source), "base64url").slice(0, 12);
}

export function ruleNow({ id, revision = 1 }: Check): RecordedRule {
  return { revision, code: codeHash(readFileSync(files.get(id) ?? "", "utf8")) };
}

export function recordedRules(): Record<string, RecordedRule> {
  return JSON.parse(readFileSync(revisionsFile, "utf8")) as Record<string, RecordedRule>;
}

function record(): void {
  const byId = checks.toSorted((a, b) => (a.id < b.id ? -1 : 1));
  const lines = byId.map((check) => `  ${JSON.stringify(check.id)}: ${spaced(ruleNow(check))}`);
  writeFileSync(revisionsFile, `{\n${lines.join(",\n")}\n}\n`);
}

const spaced = ({ revision, code }: RecordedRule) => `{ "revision": ${revision}, "code": "${code}" }`;

if (import.meta.main) record();
