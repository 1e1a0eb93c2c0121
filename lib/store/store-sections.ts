import type { PortState } from "../domain/port-state.ts";
import { type PortSection, portSection, portSections } from "../domain/well-known-ports.ts";
import { selectRows, updateRows } from "./bulk.ts";
import type { Transaction } from "./client.ts";
import { portRanges } from "./port-ranges.ts";
import { decodeCodes, emptyCodes, stateCodes } from "./port-states.ts";
import { openness, type TargetSections } from "./target-sections.ts";

export type Sections = Record<PortSection, PortState | "unknown">;

/** Every section as it stands where nothing was ever looked at. */
export function unknownSections(): Sections {
  return Object.fromEntries(portSections.map((section) => [section, "unknown"])) as Sections;
}

interface TargetRow {
  nodeId: string;
  protocol: string;
  sections: TargetSections;
}

interface StatesRow {
  nodeId: string;
  protocol: string;
  ports: string;
  states: string;
}

interface ImportedRow {
  nodeId: string;
  port: number;
  protocol: string;
  state: PortState;
}

function mostOpen(targets: readonly TargetRow[], imported: readonly ImportedRow[]): Sections {
  const sections = unknownSections();
  const see = (section: PortSection, state: PortState | "unknown") => {
    if (openness.indexOf(state) < openness.indexOf(sections[section])) sections[section] = state;
  };
  for (const target of targets) {
    for (const section of portSections) see(section, target.sections[section]?.state ?? "unknown");
  }
  for (const { port, state } of imported) see(portSection(port), state);
  return sections;
}

const countOpen = ({ sections }: TargetRow): number =>
  Object.values(sections).reduce((sum, section) => sum + section.open, 0);

/** One look at each port is enough to add up; a node seen at several addresses or from several places needs its ports. */
function isSeenOnce(targets: readonly TargetRow[], imported: readonly ImportedRow[]): boolean {
  return imported.length === 0 && new Set(targets.map(({ protocol }) => protocol)).size === targets.length;
}

const codes = emptyCodes();

function countDistinct(states: readonly StatesRow[], imported: readonly ImportedRow[]): number {
  const open = new Set(
    imported.filter(({ state }) => state === "open").map(({ port, protocol }) => `${port} ${protocol}`),
  );
  for (const row of states) {
    decodeCodes(row.ports, Buffer.from(row.states.slice(2), "hex"), codes);
    for (const [from, to] of portRanges(row.ports)) {
      for (let port = from; port <= to; port += 1) {
        if (codes[port] === stateCodes.open) open.add(`${port} ${row.protocol}`);
      }
    }
  }
  return open.size;
}

/** Brings the summary of each of these nodes' ports up to date with what is known now, from every vantage. */
export async function storeSections(tx: Transaction, nodeIds: readonly string[]): Promise<void> {
  if (nodeIds.length === 0) return;
  const current = '"nodeId" = any($1::text[]) and "endedAt" is null';
  const targets = await selectRows<TargetRow>(
    tx,
    `select "nodeId", "protocol", "sections" from "PortTarget" where ${current}`,
    nodeIds,
  );
  const imported = await selectRows<ImportedRow>(
    tx,
    `select "nodeId", "port", "protocol", "state" from "ImportedPortState"
     where "current" and "nodeId" = any($1::text[]) and "state" is not null`,
    nodeIds,
  );
  const targetsOf = Map.groupBy(targets, ({ nodeId }) => nodeId);
  const importedOf = Map.groupBy(imported, ({ nodeId }) => nodeId);
  const seenOnce = (id: string) => isSeenOnce(targetsOf.get(id) ?? [], importedOf.get(id) ?? []);
  const several = nodeIds.filter((id) => !seenOnce(id));
  const states =
    several.length === 0
      ? []
      : await selectRows<StatesRow>(
          tx,
          `select "nodeId", "protocol", "ports", "states" from "PortTarget" where ${current}`,
          several,
        );
  const statesOf = Map.groupBy(states, ({ nodeId }) => nodeId);
  const rows = nodeIds.map((id) => {
    const own = targetsOf.get(id) ?? [];
    const others = importedOf.get(id) ?? [];
    const openPorts = seenOnce(id)
      ? own.reduce((sum, target) => sum + countOpen(target), 0)
      : countDistinct(statesOf.get(id) ?? [], others);
    return { id, sections: mostOpen(own, others), openPorts };
  });
  const columns = { id: "text", sections: "jsonb", openPorts: "int" };
  const set = '"sections" = r."sections", "openPorts" = r."openPorts"';
  const where = `t."id" = r."id" and (t."openPorts" <> r."openPorts" or t."sections" <> r."sections")`;
  await updateRows(tx, { table: "Node", columns, set, where }, rows);
}
