import { AppError } from "../../lib/domain/errors.ts";
import { findNodeByName, getNode, listClusters, scansAtDates } from "../../lib/store/index.ts";
import { dayOrInstant } from "../search-fields.ts";

/** What an address may name, as it came. */
export interface Asked {
  a?: string | undefined;
  b?: string | undefined;
  cluster?: string | undefined;
  from?: string | undefined;
  to?: string | undefined;
  nodeA?: string | undefined;
  nodeB?: string | undefined;
}

/** What is compared; "nothing" where not all of it was chosen yet. */
export type Compared =
  | { by: "nothing" }
  | { by: "scans"; a: string; b: string }
  | { by: "dates"; cluster: string; from: string; to: string; a: string; b: string }
  | { by: "clusters"; from: string; to: string }
  | { by: "nodes"; nodeA: string; nodeB: string };

async function nodeId(text: string): Promise<string> {
  const slash = text.lastIndexOf("/");
  if (slash < 0) return (await getNode(text)).id;
  const [clusterName, name] = [text.slice(0, slash), text.slice(slash + 1)];
  const cluster = (await listClusters()).find((each) => each.name === clusterName);
  if (!cluster) throw new AppError("not-found", `There is no cluster ${clusterName}.`);
  const node = await findNodeByName(cluster.id, name);
  if (!node) throw new AppError("not-found", `There is no node ${name} in ${clusterName}.`);
  return node.id;
}

/** A day that no calendar has (31 February) would be read as another one. */
function requireDate(date: string): void {
  if (dayOrInstant.safeParse(date).success) return;
  throw new AppError("invalid", `"${date}" is no date: write 2026-11-01 or 2026-11-01T08:00:00Z.`);
}

/** Works out which two things an address names; AppError with a sentence where it names half of them or two kinds. */
export async function whatCompared(asked: Asked): Promise<Compared> {
  const { a, b, cluster, from, to, nodeA, nodeB } = asked;
  const kinds = [a || b, from || to, nodeA || nodeB].filter(Boolean).length;
  if (kinds > 1) throw new AppError("invalid", "Name two scans, or two dates, or two nodes: not several of them.");
  if (a && b) return { by: "scans", a, b };
  if (nodeA && nodeB) return { by: "nodes", nodeA: await nodeId(nodeA), nodeB: await nodeId(nodeB) };
  if (from && to) {
    for (const date of [from, to]) requireDate(date);
    if (!cluster) return { by: "clusters", from, to };
    return { by: "dates", cluster, from, to, ...(await scansAtDates(cluster, from, to)) };
  }
  return { by: "nothing" };
}
