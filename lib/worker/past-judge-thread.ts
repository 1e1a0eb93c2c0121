import { parentPort } from "node:worker_threads";
import type { PreviousScan } from "../domain/previous-scan.ts";
import type { ScanReport } from "../domain/scan-report.ts";
import { type Seen, scanAgain } from "../scan/index.ts";
import type { Judged, JudgeOrder } from "./past-judge.ts";

/** Judges past days beside the thread that stores them; see past-judge.ts. */
let seen: Seen | null = null;
let last: Seen | null = null;
let previous: PreviousScan | null = null;

/** What the next scan judges changes by. */
function previousOf(report: ScanReport): PreviousScan {
  const { finishedAt, vantage, profile, observations, sweeps, declaredPorts = null } = report;
  const nodes = report.nodes.map(({ name, uid, ready, kubeletVersion, kubeletConfig }) => ({
    ...{ name, uid, ready, kubeletVersion, kubeletConfig },
  }));
  return { finishedAt, vantage, profile, nodes, observations, sweeps, declaredPorts };
}

function judge(order: JudgeOrder): Judged {
  const { startedAt, finishedAt, alsoJudge } = order;
  if (order.lastWasKept && last) previous = previousOf(last.report);
  seen = order.seen ?? seen;
  if (!seen) throw new Error("No look was given to judge.");
  last = scanAgain(seen, { startedAt, finishedAt, previous, alsoJudge });
  return { report: last.report, raw: order.withEvidence ? last.raw : null };
}

parentPort?.on("message", (order: JudgeOrder) => {
  try {
    parentPort?.postMessage(judge(order));
  } catch (error) {
    parentPort?.postMessage({ error });
  }
});
