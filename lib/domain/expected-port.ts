import type { BaselineEntry } from "./port-baseline.ts";
import type { Protocol } from "./port-state.ts";
import type { VantageKind } from "./vantage.ts";

export const baselineRoles = ["control-plane", "worker"] as const;

/** A port that is open on a node, as far as a baseline asks. */
export interface OpenPort {
  node: string;
  /** "control-plane" or "worker". */
  role: string;
  distribution: string;
  port: number;
  protocol: Protocol;
  /** Kinds of places from which it was seen open. */
  vantages: readonly VantageKind[];
  /** "namespace/name" of the Services that have it on every node; null where Services could not be read. */
  services: readonly string[] | null;
}

export type Expectation =
  | { kind: "expected"; entry: BaselineEntry }
  /** Every entry about it has ended. */
  | { kind: "expired"; entry: BaselineEntry }
  /** Expected, but not from all the places that reach it. */
  | { kind: "elsewhere"; entry: BaselineEntry; unnamed: VantageKind[] }
  /** An entry names a Service, and Services could not be read. */
  | { kind: "unconfirmed"; entry: BaselineEntry }
  | { kind: "unexpected" };

/** First and last port of "10250" or "30000-32767"; null for what is neither. */
export function portRange(ports: string): readonly [first: number, last: number] | null {
  const [, first, last = first] = /^(\d{1,5})(?:-(\d{1,5}))?$/.exec(ports) ?? [];
  if (first === undefined || last === undefined) return null;
  const range = [Number(first), Number(last)] as const;
  return range[0] >= 1 && range[1] <= 65_535 && range[0] <= range[1] ? range : null;
}

const patterns = new Map<string, RegExp>();
const mostPatterns = 10_000;

/** Whether a name is meant by a pattern with * for anything. */
export function nameMatches(pattern: string, name: string): boolean {
  if (!pattern.includes("*")) return pattern === name;
  const known = patterns.get(pattern);
  const parts = known ? [] : pattern.split(/\*+/).map((part) => part.replaceAll(/[.+?^${}()|[\]\\]/g, "\\$&"));
  const compiled = known ?? new RegExp(`^${parts.join(".*")}$`, "s");
  if (!known && patterns.size < mostPatterns) patterns.set(pattern, compiled);
  return compiled.test(name);
}

/** An entry holds to the end of its last day, UTC. */
export function hasEnded({ until }: Pick<BaselineEntry, "until">, now: Date): boolean {
  return until !== undefined && until < now.toISOString().slice(0, 10);
}

/** Whether an entry is about a node. */
export function isAboutNode(
  { nodes }: Pick<BaselineEntry, "nodes">,
  node: Pick<OpenPort, "node" | "role" | "distribution">,
) {
  if (nodes.role !== undefined && nodes.role !== node.role) return false;
  if (nodes.distribution !== undefined && nodes.distribution !== node.distribution) return false;
  return nodes.name === undefined || nameMatches(nodes.name, node.node);
}

type Indexed = (port: number, protocol: Protocol) => readonly BaselineEntry[];
const indexes = new WeakMap<readonly BaselineEntry[], Indexed>();

/** Entries by port: asked for every open port of every node, so each list is searched once a port. */
function entriesAt(entries: readonly BaselineEntry[]): Indexed {
  const known = indexes.get(entries);
  if (known) return known;
  const ranges = entries.map((entry) => ({ entry, range: portRange(entry.ports) }));
  const byPort = new Map<string, BaselineEntry[]>();
  const index: Indexed = (port, protocol) => {
    const key = `${port}/${protocol}`;
    const found =
      byPort.get(key) ??
      ranges
        .filter(({ entry, range }) => entry.protocol === protocol && range && port >= range[0] && port <= range[1])
        .map(({ entry }) => entry);
    byPort.set(key, found);
    return found;
  };
  indexes.set(entries, index);
  return index;
}

/** Entries that are about an open port, whether or not they hold now and from where. */
export function entriesAbout(entries: readonly BaselineEntry[], open: OpenPort): BaselineEntry[] {
  return entriesAt(entries)(open.port, open.protocol).filter(
    (entry) =>
      isAboutNode(entry, open) &&
      (entry.service === undefined || open.services === null || open.services.includes(entry.service)),
  );
}

/** Whether an open port is meant to be open: the one rule of the check, the page and the preview. */
export function expectationOf(entries: readonly BaselineEntry[], open: OpenPort, now: Date): Expectation {
  const about = entriesAbout(entries, open);
  const holding = about.filter((entry) => !hasEnded(entry, now));
  const sure = holding.filter(({ service }) => service === undefined || open.services !== null);
  const [first] = sure;
  if (first) return fromWhere(first, sure, open);
  const [doubtful] = holding;
  if (doubtful) return { kind: "unconfirmed", entry: doubtful };
  const [ended] = about.sort((a, b) => (b.until ?? "").localeCompare(a.until ?? ""));
  return ended ? { kind: "expired", entry: ended } : { kind: "unexpected" };
}

function fromWhere(first: BaselineEntry, sure: readonly BaselineEntry[], { vantages }: OpenPort): Expectation {
  const named = sure.find(({ from }) => from === undefined || vantages.every((kind) => from.includes(kind)));
  if (named) return { kind: "expected", entry: named };
  const unnamed = vantages.filter((kind) => !sure.some(({ from }) => from?.includes(kind)));
  return unnamed.length > 0 ? { kind: "elsewhere", entry: first, unnamed } : { kind: "expected", entry: first };
}
