import { AppError } from "../../domain/errors.ts";
import type { AcceptanceState } from "../../domain/triage.ts";
import type { Transaction } from "../client.ts";
import { type DecidedFinding, decide } from "./decide.ts";
import { lockClusters } from "./lock-clusters.ts";

export interface AcceptanceEnd {
  state: Exclude<AcceptanceState, "active">;
  reason: string;
  /** null is the program itself. */
  by: string | null;
  actId: string | null;
}

interface Standing {
  id: string;
  scope: string;
  clusterId: string | null;
  state: string;
  version: number;
  expiresAt: Date | null;
}

/**
 * Holds every cluster that an acceptance reaches into, and then the acceptance: no scan covers another finding by it
 * meanwhile. AppError "not-found" where there is none.
 */
export async function holdAcceptance(
  tx: Transaction,
  id: string,
  now = new Date(),
  alsoHeld: readonly string[] = [],
): Promise<Standing & { at: string; clusters: string[] }> {
  const clusters = await tx.$queryRaw<{ id: string }[]>`
    select c."id" from "Cluster" c join "Acceptance" a on a."id" = ${id}
    where case when a."scope" = 'findings' then c."id" in (select "clusterId" from "Finding" where "acceptanceId" = ${id})
      else a."clusterId" is null or a."clusterId" = c."id" end`;
  const ids = [...new Set([...clusters.map((cluster) => cluster.id), ...alsoHeld])];
  const at = await lockClusters(tx, ids, now);
  const rows = await tx.$queryRaw<Standing[]>`
    select "id", "scope", "clusterId", "state", "version", "expiresAt" from "Acceptance" where "id" = ${id}
    for no key update`;
  const [row] = rows;
  if (!row) throw new AppError("not-found", `There is no acceptance with the id ${id}.`);
  return { ...row, at, clusters: ids };
}

/** Opens again what an acceptance covers; what is resolved no longer comes back as accepted. */
export async function releaseFindings(
  tx: Transaction,
  id: string,
  of: { at: string; by: string | null; actId: string | null; message: string },
): Promise<DecidedFinding[]> {
  const { message, ...who } = of;
  const rows = await tx.finding.findMany({ where: { acceptanceId: id }, select: { id: true, clusterId: true } });
  const released: DecidedFinding[] = [];
  for (const [clusterId, those] of Map.groupBy(rows, (row) => row.clusterId)) {
    const decisions = those.map((row) => ({ findingId: row.id, message, decision: null, acceptanceId: null }));
    released.push(...(await decide(tx, { ...who, clusterId }, decisions)));
  }
  return released;
}

/**
 * Ends an acceptance that is held by holdAcceptance, and opens what it covers; answers how many findings. One that ended
 * before stays as it ended, and null is answered.
 */
export async function endAcceptance(
  tx: Transaction,
  held: { id: string; state: string; at: string },
  { state, reason, by, actId }: AcceptanceEnd,
): Promise<number | null> {
  if (held.state !== "active") return null;
  const { id, at } = held;
  await tx.acceptance.update({
    where: { id },
    data: { state, endedAt: new Date(at), endedReason: reason, endedBy: by, version: { increment: 1 } },
  });
  return (await releaseFindings(tx, id, { at, by, actId, message: reason })).length;
}
