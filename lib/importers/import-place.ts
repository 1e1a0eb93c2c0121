import ipaddr from "ipaddr.js";
import type { Check } from "../domain/check.ts";
import type { Vantage, VantageKind } from "../domain/vantage.ts";
import type { ImportPlace } from "./define-importer.ts";

export interface PlaceOptions {
  /** The cluster's nodes; null where they are not known yet: then every name and address is taken as it is. */
  nodes: readonly { name: string; addresses: readonly string[] }[] | null;
  /** The node that a kube-bench file speaks of, by name or address. */
  node: string | null;
  vantage: Vantage;
  /** When the tool looked, where the file does not say. RFC 3339. */
  at: string;
  checksFor: ImportPlace["checksFor"];
}

/** The cluster that a file is read for. */
export function importPlace({ nodes, node, ...rest }: PlaceOptions): ImportPlace {
  const names = new Map((nodes ?? []).flatMap(({ name, addresses }) => [name, ...addresses].map((key) => [key, name])));
  const byKey = new Map([...names].map(([key, name]) => [normal(key), name]));
  return { ...rest, node, findNode: (key) => (nodes === null ? key : byKey.get(normal(key))) };
}

/** Node names are lower case; an IPv6 address may be written in several ways. */
function normal(key: string): string {
  return ipaddr.isValid(key) ? ipaddr.process(key).toString() : key.toLowerCase();
}

/** Where a tool stood when nobody gave the place a name: the tool itself, so that no other place's ports are replaced. */
export function importVantage(tool: string, kind: VantageKind): Vantage {
  return { name: `${tool}-${kind}`, kind };
}

type Rules = Pick<Check, "id" | "settings">;

/** Our checks for a rule by its id, and of those the ones that are about what the rule's title names. */
export function checksAbout(
  checks: readonly Rules[],
  checksForRule: (tool: string, ruleId: string) => readonly string[],
): ImportPlace["checksFor"] {
  const byId = new Map(checks.map((check) => [check.id, check]));
  const found = new Map<string, readonly string[]>();
  return (tool, ruleId, title = "") => {
    const key = `${tool} ${ruleId}`;
    const ids = found.get(key) ?? checksForRule(tool, ruleId);
    found.set(key, ids);
    return ids.filter((id) => isAbout(byId.get(id) ?? { id }, title));
  };
}

/**
 * Benchmarks are numbered anew: what 4.2.10 is in one is 4.2.9 in the next. A title that names flags is about a check
 * only where all words of one of the flags are in the check's name or in the settings that it judges.
 */
function isAbout({ id, settings }: Rules, title: string): boolean {
  const flags = [...title.matchAll(/--([a-z][a-z0-9-]+)/g)].map((match) => match[1] ?? "");
  const judged = [id, ...(settings?.names ?? [])]
    .join(" ")
    .toLowerCase()
    .replaceAll(/[^a-z0-9 ]/g, "");
  return flags.length === 0 || flags.some((flag) => flag.split("-").every((word) => judged.includes(word)));
}
