import { query, type Transaction, transaction } from "./client.ts";
import { forgetDemoFleet } from "./demo-fleet-wish.ts";
import { markDemoRemoved } from "./demo-state.ts";
import { lockEvidence } from "./evidence-lock.ts";
import { removeCluster } from "./remove-cluster.ts";

const lockTimeoutMs = 30_000;
const contentsTimeoutMs = 120_000;

/** What is kept once by content and nobody cites any more. */
async function removeUncited(tx: Transaction): Promise<void> {
  await lockEvidence(tx, lockTimeoutMs);
  await tx.$executeRaw`
    delete from "RawPart" p where not exists (
      select from (select distinct unnest("parts") as "hash" from "RawScan") c where c."hash" = p."hash")`;
  await tx.$executeRaw`
    delete from "PortAnswer" a where not exists (select from "PortState" s where s."answerId" = a."id")
      and not exists (select from "PortHistory" h where h."answerId" = a."id")`;
  await tx.$executeRaw`
    delete from "Evidence" e where not exists (select from "Judgement" j where j."evidenceHash" = e."hash")
      and not exists (select from "JudgementHistory" h where h."evidenceHash" = e."hash")
      and not exists (select from "Finding" f where f."evidenceHash" = e."hash" or f."previousEvidenceHash" = e."hash")
      and not exists (select from "AcceptanceMatch" m where m."evidenceHash" = e."hash")`;
}

/**
 * Removes every demo cluster with all that it left behind, and remembers that somebody wished so; answers how many. One
 * that broke off is ended by calling it again.
 */
export async function removeDemoData(): Promise<number> {
  const clusters = await query((database) =>
    database.cluster.findMany({ where: { isDemo: true }, select: { id: true } }),
  );
  for (const { id } of clusters) await removeCluster(id);
  // What the people of its story did, and nobody else: their acts are about nothing any more.
  await query((database) => database.triageAct.deleteMany({ where: { byId: { startsWith: "demo-" } } }));
  await transaction(removeUncited, contentsTimeoutMs);
  await markDemoRemoved();
  await forgetDemoFleet();
  return clusters.length;
}
