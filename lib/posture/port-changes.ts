import type { PortChange, PortReading } from "../domain/memory.ts";
import { formatPort } from "../domain/port-state.ts";
import { portSection } from "../domain/well-known-ports.ts";
import type { ChangeDraft } from "./change-draft.ts";

/** More ports of one node than these are one entry: a firewall that came or went, not that many events. */
const most = 50;
/** More than these of one scan are told in one entry more; each is in its port's timeline and in the comparison. */
const mostOfScan = 200;

const isOpen = ({ state }: PortReading) => state === "open";

function kindOf({ before, after }: PortChange): "port-opened" | "port-closed" | "port-changed" {
  if (before.state === null || after.state === null || isOpen(before) === isOpen(after)) return "port-changed";
  return isOpen(after) ? "port-opened" : "port-closed";
}

const isNodePort = ({ port }: PortChange) => portSection(port) === "nodeport";

/** "open (kubelet)"; null where nothing is known. */
function reading({ state, service }: PortReading): string | null {
  return state && service ? `${state} (${service})` : state;
}

function sentence(change: PortChange, node: string): string {
  const { address, port, protocol, vantage, before, after } = change;
  const place = `${formatPort(port, protocol, after.service ?? before.service)} of ${node}`;
  const seen = `from ${vantage.name}`;
  if (after.state === null) return `${place} (${address}) could no longer be told ${seen}; it was ${before.state}`;
  if (before.state === null) return `${place} (${address}) is ${after.state} ${seen}; before, it could not be told`;
  if (isOpen(before) && isOpen(after) && before.service === after.service) {
    return `${place} (${address}) answers otherwise than before ${seen}`;
  }
  return `${place} (${address}) ${seen}: ${reading(before)} → ${reading(after)}`;
}

function one(change: PortChange, node: string): ChangeDraft {
  const { nodeId, address, port, protocol, vantage, before, after, since } = change;
  const service = after.service ?? before.service;
  const sides = { before: reading(before), after: reading(after) };
  const answers = { beforeAnswer: before.answerId, afterAnswer: after.answerId };
  const facts = { address, vantage, service, ...sides, ...answers, since };
  return { nodeId, kind: kindOf(change), port, protocol, message: sentence(change, node), facts };
}

/** Ports as ranges: "22,10250-10255". */
function ranges(ports: readonly number[]): string {
  const runs: [number, number][] = [];
  for (const port of [...new Set(ports)].sort((a, b) => a - b)) {
    const last = runs.at(-1);
    if (last && port === last[1] + 1) last[1] = port;
    else runs.push([port, port]);
  }
  return runs.map(([from, to]) => (from === to ? `${from}` : `${from}-${to}`)).join(",");
}

function many(changes: readonly PortChange[], node: string): ChangeDraft {
  const kinds = changes.map(kindOf);
  const count = (kind: ChangeDraft["kind"]) => kinds.filter((each) => each === kind).length;
  const [opened, closed, changed] = [count("port-opened"), count("port-closed"), count("port-changed")];
  const only = [...new Set(kinds)];
  const first = changes[0];
  const facts = {
    ...{ count: changes.length, opened, closed, changed, ports: ranges(changes.map(({ port }) => port)) },
    ...{ address: first?.address ?? null, vantage: first?.vantage ?? null },
  };
  const message = `${changes.length} ports of ${node} changed at once: ${opened} opened, ${closed} closed, ${changed} otherwise`;
  return {
    ...{ nodeId: first?.nodeId ?? null, kind: only.length === 1 ? (only[0] ?? "port-changed") : "port-changed" },
    ...{ port: null, protocol: null, message, facts },
  };
}

/** What a scan found beyond the entries that anybody reads. */
function rest(changes: readonly PortChange[]): ChangeDraft[] {
  if (changes.length === 0) return [];
  const nodes = new Set(changes.map(({ nodeId, address }) => nodeId ?? address));
  return [
    { ...many(changes, `${nodes.size} nodes`), nodeId: null, facts: { count: changes.length, nodes: nodes.size } },
  ];
}

/** The changes of ports as entries, by node, those of well-known ports first; `names` holds the node names by id. */
export function portChanges(changes: readonly PortChange[], names: ReadonlyMap<string | null, string>): ChangeDraft[] {
  const inOrder = [...changes].sort((a, b) => Number(isNodePort(a)) - Number(isNodePort(b)));
  const shown = changes.length > mostOfScan ? inOrder.slice(0, mostOfScan) : changes;
  const owners = Map.groupBy(shown, ({ nodeId, address }) => nodeId ?? address);
  const entries = [...owners.values()].flatMap((of) => {
    const first = of[0];
    if (!first) return [];
    const node = (first.nodeId && names.get(first.nodeId)) || first.address;
    return of.length > most ? [many(of, node)] : of.map((change) => one(change, node));
  });
  return [...entries, ...rest(changes.length > mostOfScan ? inOrder.slice(mostOfScan) : [])];
}
