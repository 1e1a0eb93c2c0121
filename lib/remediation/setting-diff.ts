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
 * as a comment, never as a guess. Null where nothing is to change.
 */
export function settingDiff(
  component: SettingComponent,
  current: Current,
  wanted: Record<string, SettingValue>,
): SettingDiff | null {
  const names = Object.keys(wanted);
  if (names.every((name) => same(current[name]?.value ?? null, wanted[name] ?? null))) return null;
  const isFlags = component !== "kubelet" && component !== "kube-proxy";
  const before = isFlags
    ? flagLines(names, (name) => current[name]?.value ?? null)
    : yamlLines(names, (name) => current[name]?.value ?? null);
  const after = isFlags
    ? flagLines(names, (name) => wanted[name] ?? null)
    : yamlLines(names, (name) => wanted[name] ?? null);
  return { basis: basisOf(names, current), language: isFlags ? "flags" : "yaml", lines: diffLines(before, after) };
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

function flagLines(names: readonly string[], read: (name: string) => SettingValue | null): string[] {
  return names.map((name) => {
    const value = read(name);
    if (value === null) return `# --${name} is not known`;
    if (value === "") return `# --${name} is not set`;
    const text = Array.isArray(value) ? value.join(",") : String(value);
    return `--${name}=${text.replaceAll(/\r?\n|\r/g, "\\n")}`;
  });
}

function yamlLines(names: readonly string[], read: (name: string) => SettingValue | null): string[] {
  const root = new Map<string, unknown>();
  const missing: string[] = [];
  for (const name of names) {
    const value = read(name);
    if (value === null) missing.push(`# ${name} is not known`);
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
