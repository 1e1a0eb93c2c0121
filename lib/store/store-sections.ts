import type { PortState } from "../domain/port-state.ts";
import { type PortSection, portSection, portSections } from "../domain/well-known-ports.ts";
import { selectRows, updateRows } from "./bulk.ts";
import type { Transaction } from "./client.ts";
import { portRanges } from "./port-ranges.ts";
import { decodeCodes, emptyCodes, notLooked, stateOf } from "./port-states.ts";

export type Sections = Record<PortSection, PortState | "unknown">;

/** Most open first. */
const openness: readonly (PortState | "unknown")[] = ["open", "open|filtered", "closed", "filtered", "unknown"];

/** Every section as it stands where nothing was ever looked at. */
export function unknownSections(): Sections {
  return Object.fromEntries(portSections.map((section) => [section, "unknown"])) as Sections;
}

interface TargetRow {
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

const sectionOf = Array.from({ length: 65_536 }, (_, port) => portSection(port));

/** The most open state of each section over everything that is known of a node, and how many ports are open. */
function summarise(targets: readonly TargetRow[], imported: readonly ImportedRow[]) {
  const sections = unknownSections();
  const open = new Set<string>();
  const see = (port: number, protocol: string, state: PortState | null) => {
    const section = sectionOf[port] ?? "other";
    if (state === "open") open.add(`${port} ${protocol}`);
    if (state && openness.indexOf(state) < openness.indexOf(sections[section])) sections[section] = state;
  };
  const codes = emptyCodes();
  for (const { ports, states, protocol } of targets) {
    decodeCodes(ports, Buffer.from(states.slice(2), "hex"), codes);
    for (const [from, to] of portRanges(ports)) {
      for (let port = from; port <= to; port += 1) see(port, protocol, stateOf(codes[port] ?? notLooked));
    }
  }
  for (const { port, protocol, state } of imported) see(port, protocol, state);
  return { sections, openPorts: open.size };
}

/** Brings the summary of each of these nodes' ports up to date with what is known now, from every vantage. */
export async function storeSections(tx: Transaction, nodeIds: readonly string[]): Promise<void> {
  if (nodeIds.length === 0) return;
  const targets = await selectRows<TargetRow>(
    tx,
    `select "nodeId", "protocol", "ports", "states" from "PortTarget"
     where "nodeId" = any($1::text[]) and "endedAt" is null`,
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
  const rows = nodeIds.map((id) => ({ id, ...summarise(targetsOf.get(id) ?? [], importedOf.get(id) ?? []) }));
  const columns = { id: "text", sections: "jsonb", openPorts: "int" };
  const set = '"sections" = r."sections", "openPorts" = r."openPorts"';
  await updateRows(tx, { table: "Node", columns, set, where: 't."id" = r."id"' }, rows);
}
