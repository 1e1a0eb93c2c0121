import type { Transaction } from "../client.ts";

/**
 * Holds the rows of clusters, always in one order, as scans and re-checks do: what is decided never runs beside what is
 * stored. Answers the instant of the act, after everything that is known of them, whatever the clock of a scan said.
 */
export async function lockClusters(tx: Transaction, ids: readonly string[], now = new Date()): Promise<string> {
  const rows = await tx.$queryRaw<{ lookedAt: Date | null }[]>`
    select "lookedAt" from "Cluster" where "id" = any(${[...new Set(ids)]}::text[]) order by "id" for no key update`;
  const looked = rows.map(({ lookedAt }) => (lookedAt === null ? 0 : lookedAt.getTime() + 1));
  return new Date(Math.max(now.getTime(), ...looked)).toISOString();
}
