import { AppError, messageOf } from "../domain/errors.ts";
import type { RawEvidence } from "../domain/raw-evidence.ts";
import type { ScanProfile, ScanReport } from "../domain/scan-report.ts";
import { knownChecks, ruleSet, runScan } from "../scan/index.ts";
import {
  failScan,
  handBackScan,
  noteScanProblem,
  openSubjects,
  readBaseline,
  readClock,
  readClusterSource,
  readImported,
  readPreviousScan,
  readResumed,
  recordProgress,
  type ScanOrder,
  startScan,
  storeRawEvidence,
  storeScan,
} from "../store/index.ts";
import { assertClock } from "./clock.ts";
import { discoverySource } from "./cluster-source.ts";
import type { WorkerContext } from "./context.ts";
import { relayProgress } from "./progress-relay.ts";
import { isPassing, withRetries } from "./retry.ts";

/** Of this version, and so of every scan that it makes. */
const rules = ruleSet();

/** When a scan is cut short and what it has is kept as partial. Units: minutes. */
const limitMinutes: Record<ScanProfile, number> = { quick: 15, standard: 90, full: 480 };

interface Scanned {
  report: ScanReport;
  raw: RawEvidence | null;
}

/** The scan itself, with its progress relayed. Null when the worker was told to stop meanwhile. */
async function scan(order: ScanOrder, context: WorkerContext): Promise<Scanned | null> {
  const { clusterId, clusterName, profile } = order;
  const stored = await readClusterSource(clusterId);
  const alsoJudge = await openSubjects(clusterId);
  const resumes = order.resumes ? await readResumed(order.resumes, context.vantage.name) : null;
  const cancel = new AbortController();
  const kept: { raw: RawEvidence | null } = { raw: null };
  const limit = AbortSignal.timeout(limitMinutes[profile] * 60_000);
  const relay = relayProgress({
    send: (progress) => recordProgress(order.id, progress),
    onCancel: () => cancel.abort(new AppError("conflict", "The scan was cancelled.")),
    onError: (error) => context.log.warn({ scan: order.id, error: messageOf(error) }, "progress not recorded"),
  });
  try {
    const report = await runScan({
      source: discoverySource(stored),
      clusterName,
      ...(stored.uid ? { clusterUid: stored.uid } : {}),
      vantage: context.vantage,
      ...(context.metadataEndpoint ? { metadataEndpoint: context.metadataEndpoint } : {}),
      profile,
      authorizationProofs: stored.authorizationProofs,
      alsoJudge,
      ...(resumes ? { scope: { resumes } } : {}),
      previous: await readPreviousScan(clusterId, context.vantage.name),
      baseline: await readBaseline(clusterId),
      imported: await readImported(clusterId, context.now()),
      signal: AbortSignal.any([cancel.signal, limit, context.stopping]),
      now: context.now,
      onProgress: relay.report,
      onEvidence: (raw) => {
        kept.raw = raw;
      },
    });
    return context.stopping.aborted ? null : { report, raw: kept.raw };
  } catch (error) {
    if (context.stopping.aborted) return null;
    if (cancel.signal.aborted) throw new AppError("conflict", "Cancelled before anything was found.", { cause: error });
    if (limit.aborted) throw new AppError("conflict", `Nothing was found within ${limitMinutes[profile]} minutes.`);
    throw error;
  } finally {
    await relay.stop();
  }
}

/** A sentence for people; what is not known to us is also logged, as it is a fault of ours. */
function sentenceOf(error: unknown, order: ScanOrder, context: WorkerContext): string {
  if (error instanceof AppError) return error.message;
  const stack = error instanceof Error ? error.stack : undefined;
  context.log.error({ scan: order.id, stack }, "scan broke");
  return `The scan broke: ${messageOf(error)}`;
}

/** What the scan judged by, for later rules. The scan is stored already: without it no replay comes to it, no more. */
async function keepEvidence(
  order: ScanOrder,
  report: ScanReport,
  raw: RawEvidence,
  context: WorkerContext,
): Promise<void> {
  try {
    await withRetries(() => storeRawEvidence(order.id, order.clusterId, new Date(report.finishedAt), raw), {
      onRetry: (error, pauseMs) =>
        context.log.warn({ scan: order.id, error: messageOf(error), pauseMs }, "the store is away; trying again"),
    });
  } catch (error) {
    const message = `What this scan judged by was not kept, so breakwater replay passes it over: ${messageOf(error)}`;
    context.log.warn({ scan: order.id, error: messageOf(error) }, "evidence not kept");
    await noteScanProblem(order.id, { where: "evidence for replays", message }).catch((unsaid: unknown) =>
      context.log.warn({ scan: order.id, error: messageOf(unsaid) }, "nor was that noted in the scan's problems"),
    );
  }
}

/** Makes one scan: it ends stored whole, failed with a sentence, or back on the queue. */
export async function scanTask({ scanId }: { scanId: string }, context: WorkerContext): Promise<void> {
  const order = await startScan(scanId, context.workerId, context.now());
  if (!order) return;
  context.log.info({ scan: scanId, cluster: order.clusterName, attempt: order.attempt }, "scan started");
  const onRetry = (error: unknown, pauseMs: number) =>
    context.log.warn({ scan: scanId, error: messageOf(error), pauseMs }, "the store is away; trying again");
  let scanned: Scanned | null;
  try {
    assertClock(context.now(), await readClock());
    scanned = await scan(order, context);
  } catch (error) {
    const sentence = sentenceOf(error, order, context);
    await withRetries(() => failScan(scanId, sentence), { onRetry });
    context.log.warn({ scan: scanId, sentence }, "scan failed");
    return;
  }
  if (!scanned) return handBackScan(scanId, context.workerId);
  const { report, raw } = scanned;
  // The report stays in memory while the database is away. When that lasts, the throw makes the queue try the scan again.
  const stored = await withRetries(() => storeScan(scanId, report, { knownChecks, rules }), { onRetry }).catch(
    async (error) => {
      if (!(error instanceof AppError) || isPassing(error)) throw error;
      context.log.warn({ scan: scanId }, error.message);
      // One that was cancelled or removed meanwhile stays so; any other would seem to run for ever.
      await withRetries(() => failScan(scanId, error.message), { onRetry });
      return null;
    },
  );
  if (stored && raw) await keepEvidence(order, report, raw, context);
  context.log.info({ scan: scanId, outcome: report.outcome }, "scan over");
}
