import { messageOf } from "../domain/errors.ts";
import type { RetentionRunView } from "../domain/views/retention-view.ts";
import { applyRetention, type Removed, type RetentionOptions } from "./apply-retention.ts";
import { query, transaction } from "./client.ts";
import { fromJson, iso, isoOrNull, toJson } from "./column-values.ts";
import type { Prisma } from "./generated/client.ts";
import { newId } from "./new-id.ts";

/** Any number, always the same: two workers claim one after the other. */
const lockKey = 7_263_541_106;
const everyMs = 24 * 3_600_000;
/** What gave way to a scan or came to its limit goes on after this long. */
const restMs = 5 * 60_000;
/** A run that did not beat for this long broke off. */
const silenceMs = 2 * 60_000;
const beatMs = 1_000;
const keptRuns = 100;

type Run = Prisma.RetentionRunGetPayload<object>;

/** Runs are told apart by what is stored and the clock alone; one from the future was written by a clock gone back. */
function isDue(last: Run | null, changedAt: Date | null, now: Date): boolean {
  if (!last || last.startedAt.getTime() > now.getTime() + silenceMs) return true;
  if (!last.finishedAt) return last.beatAt.getTime() <= now.getTime() - silenceMs;
  if (changedAt && changedAt >= last.startedAt) return true;
  return last.finishedAt.getTime() <= now.getTime() - (last.done ? everyMs : restMs);
}

/** Begins a run when one is due; null when none is, or another worker is at it. */
async function claimRun(now: Date): Promise<string | null> {
  return transaction(async (tx) => {
    await tx.$executeRawUnsafe(`select pg_advisory_xact_lock(${lockKey})`);
    const last = await tx.retentionRun.findFirst({ orderBy: [{ startedAt: "desc" }, { id: "desc" }] });
    const { _max } = await tx.retentionPolicy.aggregate({ _max: { changedAt: true } });
    if (!isDue(last, _max.changedAt, now)) return null;
    const id = newId();
    // What was begun and never ended is told from what runs.
    await tx.retentionRun.updateMany({
      where: { finishedAt: null },
      data: { finishedAt: now, message: "It broke off and was taken up again." },
    });
    await tx.retentionRun.create({
      data: { id, startedAt: now, beatAt: now, removed: { tables: [], partitions: [] } },
    });
    const old = await tx.retentionRun.findMany({
      orderBy: [{ startedAt: "desc" }, { id: "desc" }],
      skip: keptRuns,
      select: { id: true },
    });
    await tx.retentionRun.deleteMany({ where: { id: { in: old.map((run) => run.id) } } });
    return id;
  });
}

/**
 * Applies retention when a day has passed, a policy changed or something was left over; null when it is not due. The
 * run and its result are kept.
 */
export async function runRetention(
  now: () => Date,
  options: Omit<RetentionOptions, "onStep"> = {},
): Promise<RetentionRunView | null> {
  const id = await claimRun(now());
  if (!id) return null;
  let beaten = performance.now();
  const write = (data: Prisma.RetentionRunUpdateInput) =>
    query((database) => database.retentionRun.updateMany({ where: { id }, data: { ...data, beatAt: now() } }));
  const onStep = async (removed: Removed) => {
    if (performance.now() - beaten < beatMs) return;
    beaten = performance.now();
    await write({ removed: toJson(removed) });
  };
  try {
    const { tables, partitions, done, waiting } = await applyRetention(now(), { ...options, onStep });
    const message = waiting.length > 0 ? `Left for the next run: ${waiting.join(" ")}` : null;
    await write({ removed: toJson({ tables, partitions }), done, message, finishedAt: now() });
  } catch (error) {
    await write({ message: `It broke off: ${messageOf(error)}`, finishedAt: now() });
    throw error;
  }
  return (await listRetentionRuns(1))[0] ?? null;
}

function viewOf(run: Run): RetentionRunView {
  const { tables, partitions } = fromJson<Removed>(run.removed);
  return {
    id: run.id,
    startedAt: iso(run.startedAt),
    finishedAt: isoOrNull(run.finishedAt),
    done: run.done,
    rows: tables.reduce((sum, { rows }) => sum + rows, 0),
    tables,
    partitions,
    message: run.message,
  };
}

/** When retention was applied and what it removed, the newest first. */
export async function listRetentionRuns(most = 10): Promise<RetentionRunView[]> {
  const runs = await query((database) =>
    database.retentionRun.findMany({ orderBy: [{ startedAt: "desc" }, { id: "desc" }], take: most }),
  );
  return runs.map(viewOf);
}
