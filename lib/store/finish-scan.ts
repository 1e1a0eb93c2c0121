import type { CheckResult, ResumedScan, ScanReport } from "../domain/scan-report.ts";
import { countFails, countVerdicts, type FindingChange } from "../posture/index.ts";
import type { Transaction } from "./client.ts";
import { toJson } from "./column-values.ts";
import { countFindings } from "./find-facets.ts";
import { Prisma } from "./generated/client.ts";
import type { Placed } from "./place-in-time.ts";
import { multirange, type StoredJudgements } from "./store-judgements.ts";
import { namesEveryNode } from "./store-nodes.ts";

export interface ScanOutcome {
  results: readonly CheckResult[];
  changes: readonly FindingChange[];
  /** Null where the scan moved nothing. */
  judgements: StoredJudgements | null;
  lookIds: readonly number[];
  rulesHash: string | null;
}

const namedNodes = 5;

function resumedSentence({ scanId, nodes }: ResumedScan): string {
  const more = nodes.length - namedNodes;
  const names = `${nodes.slice(0, namedNodes).join(", ")}${more > 0 ? ` and ${more} more` : ""}`;
  return `Resumes scan ${scanId}: ${names} ${nodes.length === 1 ? "was" : "were"} looked at there.`;
}

/** A scan that resumed another is partial by that alone; it ended early where nodes are left that neither came to. */
function endedEarly({ outcome, coverage: { nodes, resumed } }: ScanReport): boolean {
  if (outcome !== "partial" || !resumed) return outcome === "partial";
  return (nodes.looked?.length ?? 0) + resumed.nodes.length < nodes.known;
}

function messageOf({ report, late, clockWentBackMs }: Placed): string | null {
  const { resumed } = report.coverage;
  const sentences = [
    ...(resumed ? [resumedSentence(resumed)] : []),
    ...(endedEarly(report) ? ["Ended early: what was finished is kept, the rest is unknown."] : []),
    ...(late ? ["Older than a scan that is stored already: its numbers are kept, and it moved nothing."] : []),
    ...(clockWentBackMs === null
      ? []
      : [
          `The worker's clock went back by ${Math.ceil(clockWentBackMs / 1000)} s: placed right after the scan before it.`,
        ]),
  ];
  return sentences.length === 0 ? null : sentences.join(" ");
}

/** Ends a scan's row and the cluster's with what it found. */
export async function finishScan(
  tx: Transaction,
  scan: { id: string; clusterId: string },
  placed: Placed,
  outcome: ScanOutcome,
): Promise<void> {
  const { report, late } = placed;
  const kinds = outcome.changes.flatMap(({ events, after }) => events.map(({ kind }) => ({ kind, after })));
  const listed = namesEveryNode(report);
  await tx.scan.update({
    where: { id: scan.id },
    data: {
      state: report.outcome,
      startedAt: new Date(report.startedAt),
      finishedAt: new Date(placed.at),
      vantageName: report.vantage.name,
      vantageKind: report.vantage.kind,
      progress: Prisma.DbNull,
      message: messageOf(placed),
      coverage: toJson(report.coverage),
      problems: toJson(report.problems),
      verdicts: countVerdicts(outcome.results),
      found: { ...countFails(outcome.results) },
      openAfter: { ...(await countFindings({ cluster: scan.clusterId }, tx)) },
      changesNew: kinds.filter(({ kind }) => kind === "opened" || kind === "reopened").length,
      changesFixed: kinds.filter(({ kind, after }) => kind === "resolved" && after.resolution === "fixed").length,
      nodeUids: listed ? report.nodes.map(({ uid }) => uid) : [],
      nodesListed: listed,
      declaredPorts: report.declaredPorts ? toJson(report.declaredPorts) : Prisma.DbNull,
      rulesHash: outcome.rulesHash,
    },
  });
  const { judged, doubted } = outcome.judgements ?? { judged: [], doubted: [] };
  await tx.$executeRaw`
    update "Scan" set "judged" = ${multirange(judged)}::int4multirange,
      "doubted" = ${multirange(doubted)}::int4multirange, "looked" = ${multirange(outcome.lookIds)}::int4multirange
    where "id" = ${scan.id}`;
  if (late) return;
  const { uid, version, distribution } = report.cluster;
  const lastCompleteScanId = report.outcome === "complete" ? { lastCompleteScanId: scan.id } : {};
  await tx.cluster.update({
    where: { id: scan.clusterId },
    data: { uid, version, distribution, lastScanId: scan.id, ...lastCompleteScanId },
  });
}
