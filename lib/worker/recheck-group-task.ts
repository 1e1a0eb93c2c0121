import { AppError, messageOf } from "../domain/errors.ts";
import type { ScanReport } from "../domain/scan-report.ts";
import { runScan } from "../scan/index.ts";
import {
  finishRecheck,
  pendingOrders,
  type RecheckOrder,
  readBaseline,
  readClusterSource,
  readImported,
  readPreviousScan,
} from "../store/index.ts";
import { discoverySource } from "./cluster-source.ts";
import type { WorkerContext } from "./context.ts";
import { withRetries } from "./retry.ts";

/** Two thousand findings may lie on a thousand nodes. Units: minutes. */
const limitMinutes = 15;

/** One narrow scan for all of them: their nodes, their checks, their subjects. */
async function lookAgain(
  clusterId: string,
  orders: readonly RecheckOrder[],
  context: WorkerContext,
): Promise<ScanReport | { error: string }> {
  const limit = AbortSignal.timeout(limitMinutes * 60_000);
  const nodes = orders.map(({ node }) => node);
  const named = nodes.filter((node) => node !== null);
  try {
    const stored = await readClusterSource(clusterId);
    const report = await runScan({
      source: discoverySource(stored),
      clusterName: stored.name,
      ...(stored.uid ? { clusterUid: stored.uid } : {}),
      vantage: context.vantage,
      ...(context.metadataEndpoint ? { metadataEndpoint: context.metadataEndpoint } : {}),
      profile: "quick",
      authorizationProofs: stored.authorizationProofs,
      scope: {
        checks: [...new Set(orders.map(({ checkId }) => checkId))],
        ...(named.length === nodes.length ? { nodes: [...new Set(named)] } : {}),
      },
      alsoJudge: orders.map(({ checkId, subject }) => ({ checkId, subject })),
      previous: await readPreviousScan(clusterId, context.vantage.name),
      baseline: await readBaseline(clusterId),
      imported: await readImported(clusterId, context.now()),
      signal: AbortSignal.any([limit, context.stopping]),
      now: context.now,
    });
    return limit.aborted ? { error: `There was no answer within ${limitMinutes} minutes.` } : report;
  } catch (error) {
    if (error instanceof AppError) return { error: error.message };
    const stack = error instanceof Error ? error.stack : undefined;
    context.log.error({ cluster: clusterId, stack }, "re-check of a group broke");
    return { error: `The re-check broke: ${messageOf(error)}` };
  }
}

/** Probes the subjects of a group again, cluster by cluster, and lets each finding follow. */
export async function recheckGroupTask({ groupId }: { groupId: string }, context: WorkerContext): Promise<void> {
  for (const [clusterId, orders] of await pendingOrders(groupId)) {
    const outcome = await lookAgain(clusterId, orders, context);
    // The throw leaves the job on the queue for the next worker; half an answer is none.
    if (context.stopping.aborted) throw new AppError("unavailable", "The worker was stopped; tried again by the next.");
    for (const [index, order] of orders.entries()) {
      // What was seen is kept once, with the first.
      await withRetries(() => finishRecheck(order.id, outcome, { keepObservations: index === 0 }));
    }
    context.log.info({ group: groupId, cluster: clusterId, findings: orders.length }, "re-check of a group over");
  }
}
