import { AppError, messageOf } from "../domain/errors.ts";
import type { Manifest, Travelled } from "../fleet/index.ts";
import { closeDatabase } from "../store/index.ts";
import { parseVantage } from "../worker/environment.ts";
import { makePastScans } from "../worker/past-scans.ts";
import { harborTriage, triageOf } from "./demo-triage.ts";
import { pastDays } from "./past-days.ts";

/** What the demo tells this process to do, as JSON in its only argument. */
export interface HistoryOrder {
  clusterId: string;
  clusterName: string;
  scheduleId: string;
  control: Manifest["control"];
  days: number;
  pace: "daily" | "weekly";
}

const dayMs = 86_400_000;
/** Evidence for replays is kept that long anyway. */
const evidenceDays = 30;
const travelMs = 30_000;

/** The past of one cluster as a process of its own: `demo-history-child.ts ORDER`. */
const stopping = new AbortController();

function travellerOf({ control, clusterName }: HistoryOrder): (day: number) => Promise<Travelled> {
  return async (day) => {
    const signal = AbortSignal.timeout(travelMs);
    const answer = await fetch(`${control}/clusters/${clusterName}/days/${day}`, { method: "POST", signal });
    const body: unknown = await answer.json();
    if (answer.ok) return body as Travelled;
    throw new AppError("unavailable", `The fleet has no day ${day} of ${clusterName}: ${JSON.stringify(body)}`);
  };
}

async function tell(order: HistoryOrder): Promise<number> {
  const { clusterId, clusterName, scheduleId, pace } = order;
  const travel = travellerOf(order);
  const now = new Date();
  const { firstDay, turns } = await travel(0);
  const days = pastDays({ now, days: order.days, firstDay, pace, turns });
  try {
    return await makePastScans({
      clusterId,
      scheduleId,
      workerId: `demo-history-${clusterName}`,
      vantage: parseVantage(process.env.BREAKWATER_VANTAGE),
      days,
      keepEvidenceFrom: new Date(now.getTime() - evidenceDays * dayMs),
      travel,
      signal: stopping.signal,
      ...(clusterName === "harbor" ? triageOf(clusterId, harborTriage) : {}),
      onStored: (done) => process.send?.({ kind: "stored", done, of: days.length }),
    });
  } finally {
    await travel(0);
  }
}

process.once("SIGTERM", () => stopping.abort(new AppError("unavailable", "It was stopped.")));
try {
  const scans = await tell(JSON.parse(process.argv[2] ?? "{}") as HistoryOrder);
  await new Promise((resolve) => process.send?.({ kind: "made", scans }, resolve));
} catch (error) {
  const known = error instanceof AppError || !(error instanceof Error);
  process.stderr.write(`${known ? messageOf(error) : (error.stack ?? error.message)}\n`);
  process.exitCode = 1;
}
await closeDatabase();
// The channel to the demo would keep it alive.
process.exit();
