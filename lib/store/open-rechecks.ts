import { query } from "./client.ts";

/** How many re-checks wait or run, of one cluster or of all. */
export async function countOpenRechecks(clusterId?: string): Promise<number> {
  const where = { state: { in: ["queued", "running"] }, ...(clusterId ? { clusterId } : {}) };
  return query((database) => database.recheck.count({ where }));
}
