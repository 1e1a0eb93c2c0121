import { stringify } from "yaml";
import type { RemediationContext } from "../domain/remediation.ts";
import type { SettingComponent, SettingValue } from "../domain/setting.ts";
import { type DiffLine, diffLines } from "./diff-lines.ts";

/** What a fix changes in a component's configuration, as far as the check judges it. */
export interface SettingDiff {
  /** What the left side was read from: "/configz, read 2026-11-21T08:00:00Z". */
  basis: string;
  language: "yaml" | "flags";
  lines: DiffLine[];
}

type Current = NonNullable<RemediationContext["current"]>;

/**
 * The difference between what a component runs with and what it should. A value that no source told stands on the left
 * as a comment, never as a guess; so does a default, which nobody wrote down. Null where nothing is to change.
 */
export function settingDiff(
  component: SettingComponent,
  current: Current,
  wanted: Record<string, SettingValue>,
): SettingDiff | null {
  const names = Object.keys(wanted);
  if (names.every((name) => same(current[name]?.value ?? null, wanted[name] ?? null))) return null;
  const isFlags = component !== "kubelet" && component !== "kube-proxy";
  const lines = isFlags ? flagLines : yamlLines;
  const before = lines(names, (name) => writtenDown(current[name]));
  const after = lines(names, (name) => wanted[name] ?? null);
  return { basis: basisOf(names, current), language: isFlags ? "flags" : "yaml", lines: diffLines(before, after) };
}

/** A value that counts because nobody named another. */
interface Default {
  byDefault: SettingValue;
}
type Shown = SettingValue | Default | null;

function writtenDown(known: Current[string] | undefined): Shown {
  if (!known || known.value === null) return null;
  return known.decidedBy === "default" ? { byDefault: known.value } : known.value;
}

const isDefault = (shown: Shown): shown is Default =>
  typeof shown === "object" && shown !== null && !Array.isArray(shown);

function notSet(name: string, { byDefault }: Default): string {
  const text = oneLine(byDefault);
  return `# ${name} is not set (default: ${text === "" ? "empty" : text})`;
}

function oneLine(value: SettingValue): string {
  const text = Array.isArray(value) ? value.join(",") : String(value);
  return text.replaceAll(/\r?\n|\r/g, "\\n");
}

function same(a: SettingValue | null, b: SettingValue | null): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}

function basisOf(names: readonly string[], current: Current): string {
  const sources = names.flatMap((name) => {
    const known = current[name];
    if (!known || known.value === null) return [];
    return [known.at ? `${known.source}, read ${known.at}` : known.source];
  });
  const unique = [...new Set(sources)];
  return unique.length > 0 ? unique.join("; ") : "no source could be read";
}

function flagLines(names: readonly string[], read: (name: string) => Shown): string[] {
  return names.map((name) => {
    const value = read(name);
    if (value === null) return `# --${name} is not known`;
    if (isDefault(value)) return notSet(`--${name}`, value);
    return value === "" ? `# --${name} is not set` : `--${name}=${oneLine(value)}`;
  });
}

function yamlLines(names: readonly string[], read: (name: string) => Shown): string[] {
  const root = new Map<string, unknown>();
  const missing: string[] = [];
  for (const name of names) {
    const value = read(name);
    if (value === null) missing.push(`# ${name} is not known`);
    else if (isDefault(value)) missing.push(notSet(name, value));
    else place(root, name.split("."), value);
  }
  const text = root.size > 0 ? stringify(root, { lineWidth: 0 }).trimEnd().split("\n") : [];
  return [...missing, ...text];
}

function place(into: Map<string, unknown>, [head = "", ...rest]: string[], value: SettingValue): void {
  if (rest.length === 0) {
    into.set(head, value);
    return;
  }
  const inner = into.get(head);
  const child = inner instanceof Map ? inner : new Map<string, unknown>();
  into.set(head, child);
  place(child, rest, value);
}
