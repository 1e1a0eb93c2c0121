import { query } from "./client.ts";

/** Names and addresses of the nodes that a cluster has now. */
export function listNodeAddresses(clusterId: string): Promise<{ name: string; addresses: string[] }[]> {
  return query((database) =>
    database.node.findMany({
      where: { clusterId, present: true },
      select: { name: true, addresses: true },
      orderBy: { name: "asc" },
    }),
  );
}
