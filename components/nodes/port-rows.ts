import type { Observation } from "../../lib/domain/observation.ts";
import type { PortState, Protocol } from "../../lib/domain/port-state.ts";
import { type Vantage, vantageRank } from "../../lib/domain/vantage.ts";
import { type PortSection, portSection, portSections, wellKnownPorts } from "../../lib/domain/well-known-ports.ts";

type Seen = PortState | "unknown";

/** One port of a node over all its addresses. */
export interface PortRow {
  port: number;
  protocol: Protocol;
  service: string | null;
  /** Most open state by the vantage's name; absent where it was not looked at from there. */
  states: Partial<Record<string, Seen>>;
  /** The observation that says most. */
  telling: Observation;
  addresses: string[];
}

const openness: readonly Seen[] = ["open", "open|filtered", "filtered", "closed", "unknown"];

/** The more open of two states; a broken probe says least. */
export function moreOpen(a: Seen, b: Seen): Seen {
  return openness.indexOf(a) <= openness.indexOf(b) ? a : b;
}

/** How much an observation tells: open before closed, and with facts before without. */
function weight(seen: Observation): number {
  const facts = [seen.kubelet, seen.etcd, seen.apiServer, seen.component, seen.http, seen.tls, seen.banner];
  return (seen.state === "open" ? 100 : 0) + facts.filter(Boolean).length;
}

/** The vantages that were looked from, widest first, by name. */
export function vantagesOf(observations: readonly Observation[]): Vantage[] {
  const byName = new Map(observations.map(({ vantage }) => [vantage.name, vantage]));
  return [...byName.values()].sort((a, b) => vantageRank(a.kind) - vantageRank(b.kind) || a.name.localeCompare(b.name));
}

function rowOf(seen: readonly Observation[]): PortRow | undefined {
  const [telling] = [...seen].sort((a, b) => weight(b) - weight(a));
  if (!telling) return undefined;
  const states: PortRow["states"] = {};
  for (const { vantage, state } of seen) {
    const found = state ?? "unknown";
    const before = states[vantage.name];
    states[vantage.name] = before === undefined ? found : moreOpen(before, found);
  }
  const { port, protocol } = telling;
  const usual = wellKnownPorts.find((entry) => entry.port === port)?.service ?? null;
  const addresses = [...new Set(seen.map(({ address }) => address))].sort();
  return { port, protocol, service: telling.service ?? usual, states, telling, addresses };
}

/** Ports of a node by the section they belong to, each section ascending. */
export function portRows(observations: readonly Observation[]): Record<PortSection, PortRow[]> {
  const byPort = Map.groupBy(observations, ({ port, protocol }) => `${port}/${protocol}`);
  const rows = [...byPort.values()].flatMap((seen) => rowOf(seen) ?? []).sort((a, b) => a.port - b.port);
  const sections = portSections.map((section) => [
    section,
    rows.filter((row) => portSection(row.port) === section || (section === "kubelet" && isMovedKubelet(row))),
  ]);
  const found = Object.fromEntries(sections) as Record<PortSection, PortRow[]>;
  return { ...found, other: found.other.filter((row) => !isMovedKubelet(row)) };
}

/** A kubelet that listens elsewhere than on 10250 still belongs to the kubelet's section. */
function isMovedKubelet(row: PortRow): boolean {
  return row.telling.service === "kubelet" && portSection(row.port) === "other";
}
