import { AppError, messageOf } from "../domain/errors.ts";
import type { ScanReport } from "../domain/scan-report.ts";
import { runScan } from "../scan/index.ts";
import {
  finishRecheck,
  type RecheckOrder,
  readBaseline,
  readClusterSource,
  readImported,
  readPreviousScan,
  startRecheck,
} from "../store/index.ts";
import { discoverySource } from "./cluster-source.ts";
import type { WorkerContext } from "./context.ts";
import { withRetries } from "./retry.ts";

/** Somebody waits for the answer. Units: ms. */
const limitMs = 60_000;

async function lookAgain(order: RecheckOrder, context: WorkerContext): Promise<ScanReport | { error: string }> {
  const limit = AbortSignal.timeout(limitMs);
  try {
    const stored = await readClusterSource(order.clusterId);
    const report = await runScan({
      source: discoverySource(stored),
      clusterName: stored.name,
      ...(stored.uid ? { clusterUid: stored.uid } : {}),
      vantage: context.vantage,
      ...(context.metadataEndpoint ? { metadataEndpoint: context.metadataEndpoint } : {}),
      profile: "quick",
      authorizationProofs: stored.authorizationProofs,
      scope: { checks: [order.checkId], ...(order.node ? { nodes: [order.node] } : {}) },
      alsoJudge: [{ checkId: order.checkId, subject: order.subject }],
      previous: await readPreviousScan(order.clusterId, context.vantage.name),
      baseline: await readBaseline(order.clusterId),
      imported: await readImported(order.clusterId, context.now()),
      signal: AbortSignal.any([limit, context.stopping]),
      now: context.now,
    });
    return limit.aborted ? { error: `There was no answer within ${limitMs / 1000} s.` } : report;
  } catch (error) {
    if (error instanceof AppError) return { error: error.message };
    const stack = error instanceof Error ? error.stack : undefined;
    context.log.error({ recheck: order.id, stack }, "re-check broke");
    return { error: `The re-check broke: ${messageOf(error)}` };
  }
}

/** Probes one subject again and lets its finding follow. */
export async function recheckTask({ recheckId }: { recheckId: string }, context: WorkerContext): Promise<void> {
  const order = await startRecheck(recheckId, context.workerId, context.now());
  if (!order) return;
  const outcome = await lookAgain(order, context);
  // The throw leaves the job on the queue for the next worker; half an answer is none.
  if (context.stopping.aborted) throw new AppError("unavailable", "The worker was stopped; tried again by the next.");
  await withRetries(() => finishRecheck(recheckId, outcome));
  context.log.info({ recheck: recheckId, check: order.checkId }, "re-check over");
}
