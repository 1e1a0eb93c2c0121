import { type PortState, portStates } from "../domain/port-state.ts";
import type { ScanReport } from "../domain/scan-report.ts";
import { type PortSection, portSection, portSections, wellKnownPorts } from "../domain/well-known-ports.ts";
import { updateRows } from "./bulk.ts";
import type { Transaction } from "./client.ts";
import { fromJson } from "./column-values.ts";
import { isWholeSweep, portRanges } from "./port-ranges.ts";
import type { NodeIds } from "./store-nodes.ts";

export type Sections = Record<PortSection, PortState | "unknown">;

/** Most open first. */
const openness: readonly PortState[] = ["open", "open|filtered", "closed", "filtered"];

function mostOpen(states: readonly PortState[]): PortState | undefined {
  return openness.find((state) => states.includes(state));
}

/** Every section as it stands where nothing was ever looked at. */
export function unknownSections(): Sections {
  return Object.fromEntries(portSections.map((section) => [section, "unknown"])) as Sections;
}

function sectionsOfRange(from: number, to: number): PortSection[] {
  const known = wellKnownPorts.filter(({ port }) => port >= from && port <= to).map(({ section }) => section);
  const inNodePorts = from <= 32_767 && to >= 30_000;
  const edges = [from, to].map((port) => portSection(port));
  return [...new Set<PortSection>([...known, ...(inNodePorts ? ["nodeport" as const] : []), ...edges])];
}

/** What the sweeps of a report say of ports that answered nothing worth an observation, by node and section. */
function sweptSections(report: ScanReport): Map<string, Partial<Sections>> {
  const swept = new Map<string, Partial<Sections>>();
  for (const sweep of report.sweeps) {
    const state = sweep.closed > 0 ? "closed" : sweep.filtered > 0 ? "filtered" : null;
    if (sweep.node === null || state === null || !isWholeSweep(sweep)) continue;
    const sections = swept.get(sweep.node) ?? {};
    for (const [from, to] of portRanges(sweep.ports)) {
      for (const section of sectionsOfRange(from, to)) {
        sections[section] = mostOpen([state, ...portStates.filter((other) => other === sections[section])]) ?? state;
      }
    }
    swept.set(sweep.node, sections);
  }
  return swept;
}

interface SectionRow {
  nodeId: string;
  section: PortSection;
  states: PortState[];
  open: number;
}

/** Brings the summary of each node's ports up to date with what is seen now and what this report swept. */
export async function storeSections(
  tx: Transaction,
  clusterId: string,
  report: ScanReport,
  nodes: NodeIds,
): Promise<void> {
  const swept = sweptSections(report);
  const names = new Map([...nodes].map(([name, id]) => [id, name]));
  const before = await tx.node.findMany({
    where: { clusterId, id: { in: report.nodes.flatMap(({ name }) => nodes.get(name) ?? []) } },
    select: { id: true, sections: true },
  });
  const rows = await tx.$queryRaw<SectionRow[]>`
    select "nodeId", "section", array_agg(distinct "state") filter (where "state" is not null) as "states",
      (count(distinct ("port", "protocol")) filter (where "state" = 'open'))::int as "open"
    from "Observation" where "current" and "clusterId" = ${clusterId} and "nodeId" is not null group by 1, 2`;
  const seen = Map.groupBy(rows, (row) => row.nodeId);
  const updates = before.map(({ id, sections: known }) => {
    const sections: Sections = { ...unknownSections(), ...fromJson<Partial<Sections>>(known) };
    Object.assign(sections, swept.get(names.get(id) ?? ""));
    for (const { section, states } of seen.get(id) ?? [])
      sections[section] = mostOpen(states ?? []) ?? sections[section];
    return { id, sections, openPorts: (seen.get(id) ?? []).reduce((sum, row) => sum + row.open, 0) };
  });
  const columns = { id: "text", sections: "jsonb", openPorts: "int" };
  const set = '"sections" = r."sections", "openPorts" = r."openPorts"';
  await updateRows(tx, { table: "Node", columns, set, where: 't."id" = r."id"' }, updates);
}
