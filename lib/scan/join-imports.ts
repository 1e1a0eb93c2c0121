import type { ImportedOpinion } from "../domain/imported.ts";
import { type Inventory, nodeAddresses } from "../domain/inventory.ts";
import type { NodeReport } from "../domain/node-report.ts";
import type { Observation } from "../domain/observation.ts";

/** What other tools said, as far as it is still worth something. */
export interface Imported {
  opinions: ImportedOpinion[];
  observations: Observation[];
  nodeReports: NodeReport[];
}

/** Uploaded views of nodes that are in the cluster now. */
export function withNodeReports(inventory: Inventory, imported: Imported | undefined): Inventory {
  const names = new Set(inventory.nodes.map(({ name }) => name));
  const nodeReports = (imported?.nodeReports ?? []).filter(({ node }) => names.has(node));
  return nodeReports.length > 0 ? { ...inventory, nodeReports } : inventory;
}

/** Port states of other tools at addresses that belong to a node now: an address may have changed hands since. */
export function importedHere(inventory: Inventory, imported: Imported | undefined): Observation[] {
  const owners = new Map(
    inventory.nodes.flatMap((node) => nodeAddresses(node).map((address) => [address, node.name] as const)),
  );
  return (imported?.observations ?? []).flatMap((seen) => {
    const node = owners.get(seen.address);
    return node === undefined ? [] : [{ ...seen, node }];
  });
}
