import type { ImportedOpinion } from "../domain/imported.ts";
import { type Inventory, nodeAddresses } from "../domain/inventory.ts";
import type { NodeReport } from "../domain/node-report.ts";
import type { Observation, Sweep } from "../domain/observation.ts";
import { type SweptPorts, sweptPorts } from "../evidence/swept-ports.ts";

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

/** What this scan saw itself. */
interface Seen {
  observations: readonly Observation[];
  sweeps: readonly Sweep[];
}

/**
 * Port states of other tools at addresses that belong to a node now: an address may have changed hands since. What
 * listens there is told by this scan's own look; where that finds the port closed, nothing listens any more.
 */
export function importedHere(inventory: Inventory, imported: Imported | undefined, own: Seen): Observation[] {
  const given = imported?.observations ?? [];
  if (given.length === 0) return [];
  const owners = new Map(
    inventory.nodes.flatMap((node) => nodeAddresses(node).map((address) => [address, node.name] as const)),
  );
  const look = ownLook(own);
  return given.flatMap((seen) => {
    const node = owners.get(seen.address);
    const { state, service } = look(seen);
    if (node === undefined || (state === "closed" && seen.state !== "closed")) return [];
    return [{ ...seen, node, service: seen.state === "open" ? (service ?? seen.service) : seen.service }];
  });
}

type Place = Pick<Observation, "address" | "port" | "protocol">;

function ownLook({ observations, sweeps }: Seen): (at: Place) => { state: string | null; service: string | null } {
  const keyOf = ({ address, port, protocol }: Place) => `${address} ${port}/${protocol}`;
  const listed = new Map(observations.map((seen) => [keyOf(seen), seen]));
  const byAddress = Map.groupBy(observations, ({ address }) => address);
  const swept = Map.groupBy(sweeps, ({ address, protocol }) => `${address} ${protocol}`);
  const read = new Map<Sweep, SweptPorts>();
  const portsOf = (sweep: Sweep): SweptPorts => {
    const known = read.get(sweep) ?? sweptPorts(sweep, byAddress.get(sweep.address) ?? []);
    read.set(sweep, known);
    return known;
  };
  return (at) => {
    const seen = listed.get(keyOf(at));
    if (seen) return seen;
    const states = (swept.get(`${at.address} ${at.protocol}`) ?? []).map((sweep) =>
      portsOf(sweep).stateOfUnlisted(at.port),
    );
    return { state: states.includes("closed") ? "closed" : null, service: null };
  };
}
