import { setTimeout as sleep } from "node:timers/promises";
import { isDeepStrictEqual } from "node:util";
import { AppError } from "../domain/errors.ts";
import type { RawEvidence } from "../domain/raw-evidence.ts";
import type { Vantage } from "../domain/vantage.ts";
import { wellKnownPorts } from "../domain/well-known-ports.ts";
import { filledUp, knownChecks, ruleSet, runScan, type ScanOptions, type Seen } from "../scan/index.ts";
import {
  beat,
  enterPastScan,
  leave,
  openSubjects,
  readBaseline,
  readClusterSource,
  startScan,
  storeRawEvidence,
  storeScan,
} from "../store/index.ts";
import { discoverySource } from "./cluster-source.ts";
import { type Judged, type JudgeOrder, PastJudge } from "./past-judge.ts";

/** Where a cluster is once it was put into a past state. */
export interface PastState {
  /** The same on two days that differ in nothing but the clock. */
  state: string;
  /** Ports that answer otherwise than in the state before, "address:port/protocol". */
  changed: readonly string[];
}

export interface PastDay {
  day: number;
  /** When its scan was due. */
  at: Date;
}

export interface PastOptions {
  clusterId: string;
  scheduleId: string | null;
  workerId: string;
  vantage: Vantage;
  /** Oldest first. */
  days: readonly PastDay[];
  /** Evidence of scans from then on is kept for replays. */
  keepEvidenceFrom: Date;
  /** Puts the cluster into the state of a day, its clock with it. */
  travel(day: number): Promise<PastState>;
  signal: AbortSignal;
  /** What people do before a day's scan begins, and after it is stored. */
  beforeScan?(day: PastDay): Promise<void>;
  afterScan?(day: PastDay): Promise<void>;
  onStored?(done: number): void;
}

const lookMs = 60_000;
const beatEveryMs = 5_000;
/** From the due time to the start, and from there to the end. Units: ms. */
const [waitedMs, tookMs] = [400, 8_600];

interface Looked extends PastDay {
  seen: Seen;
}

type Scanner = (day: PastDay, more?: Partial<ScanOptions>) => Promise<Seen>;

async function scannerOf({ clusterId, vantage, signal }: PastOptions): Promise<Scanner> {
  const stored = await readClusterSource(clusterId);
  const baseline = await readBaseline(clusterId);
  return async ({ at }, more = {}) => {
    const kept: { raw: RawEvidence | null } = { raw: null };
    const limit = AbortSignal.any([signal, AbortSignal.timeout(lookMs)]);
    const report = await runScan({
      source: discoverySource(stored),
      clusterName: stored.name,
      vantage,
      profile: "standard",
      authorizationProofs: stored.authorizationProofs,
      baseline,
      signal: limit,
      now: () => at,
      onEvidence: (raw) => {
        kept.raw = raw;
      },
      ...more,
    });
    signal.throwIfAborted();
    if (!kept.raw || report.outcome !== "complete")
      throw new AppError("unavailable", `${stored.name} was not looked at within ${lookMs / 1000} s.`);
    return { report, raw: kept.raw };
  };
}

/**
 * Looks at a state, knowing the one before: discovery reads everything, and of the ports those are looked at that the
 * cluster says it changed, with the well-known ones; of nodes that came or are other machines all of them.
 */
async function lookAgain(scan: Scanner, day: PastDay, before: Seen, { changed }: PastState): Promise<Seen> {
  // UDP ports have no list of their own to be narrowed by.
  if (changed.some((place) => place.endsWith("/udp"))) return scan(day);
  const ports = new Set<number>(wellKnownPorts.map(({ port }) => port));
  for (const place of changed) ports.add(Number(/:(\d+)\/tcp$/.exec(place)?.[1]));
  const joined = filledUp(before, await scan(day, { ports: [...ports] }));
  const uids = new Map(before.raw.inventory.nodes.map(({ name, uid }) => [name, uid]));
  const nodes = joined.raw.inventory.nodes.flatMap(({ name, uid }) => (uids.get(name) === uid ? [] : name));
  if (nodes.length === 0) return joined;
  const { raw } = await scan(day, { scope: { nodes } });
  const { observations, sweeps, problems } = raw;
  return filledUp(joined, { ...joined, raw: { ...joined.raw, observations, sweeps, problems } });
}

/** Looks at every state that the days have, once, as they follow one another. */
async function* lookBack(options: PastOptions): AsyncGenerator<Looked> {
  const scan = await scannerOf(options);
  let state = "";
  const last: Seen[] = [];
  for (const day of options.days) {
    options.signal.throwIfAborted();
    const there = await options.travel(day.day);
    const [before] = last;
    if (!before || there.state !== state) last[0] = await (before ? lookAgain(scan, day, before, there) : scan(day));
    state = there.state;
    for (const seen of last) yield { ...day, seen };
  }
}

const rules = ruleSet();

/** Enters a day's scan and stores it as the worker would have; false where a newer one is there. */
async function storeDay(day: PastDay, { report, raw }: Judged, options: PastOptions): Promise<boolean> {
  const { clusterId, scheduleId, workerId } = options;
  const { at } = day;
  await options.beforeScan?.(day);
  const id = await enterPastScan({ clusterId, scheduleId, profile: "standard", dueAt: at, requestedAt: at });
  if (id === null) return false;
  if (!(await startScan(id, workerId, new Date(report.startedAt)))) return false;
  await storeScan(id, report, { knownChecks, rules });
  if (raw) await storeRawEvidence(id, clusterId, new Date(report.finishedAt), raw);
  await options.afterScan?.(day);
  return true;
}

/** Each day's scan, judged by its own clock and what was known then, while the day before it is stored. */
async function storeDays(options: PastOptions, judge: PastJudge): Promise<number> {
  const { clusterId, keepEvidenceFrom, signal } = options;
  const state: { seen?: Seen; open: JudgeOrder["alsoJudge"]; storing: Promise<boolean>; done: number } = {
    open: [],
    storing: Promise.resolve(true),
    done: 0,
  };
  for await (const day of ahead(lookBack(options))) {
    signal.throwIfAborted();
    const startedAt = new Date(day.at.getTime() + waitedMs);
    const finishedAt = new Date(startedAt.getTime() + tookMs);
    const order = { startedAt, finishedAt, withEvidence: day.at >= keepEvidenceFrom };
    const look = day.seen === state.seen ? {} : { seen: day.seen };
    // Most days leave the same findings open as the day before did, so that its end need not be waited for.
    const guessed = judge.judge({ ...order, ...look, alsoJudge: state.open, lastWasKept: true });
    guessed.catch(() => undefined);
    if (!(await state.storing)) return state.done;
    const open = await openSubjects(clusterId);
    const asGuessed = await guessed;
    const judged = isDeepStrictEqual(open, state.open)
      ? asGuessed
      : await judge.judge({ ...order, alsoJudge: open, lastWasKept: false });
    state.seen = day.seen;
    state.open = open;
    state.storing = storeDay(day, judged, options).then((isStored) => {
      if (isStored) state.done += 1;
      if (isStored) options.onStored?.(state.done);
      return isStored;
    });
    // Awaited, and so heard of, before the next day is stored.
    state.storing.catch(() => undefined);
  }
  await state.storing;
  return state.done;
}

/** Reads ahead of whoever takes: looking is waiting, and storing is work. */
async function* ahead<Item>(items: AsyncGenerator<Item>): AsyncGenerator<Item> {
  const ready: Item[] = [];
  let bell = Promise.withResolvers<void>();
  const end: { failure?: unknown } = {};
  const reading = (async () => {
    try {
      for await (const item of items) {
        ready.push(item);
        bell.resolve();
      }
    } catch (error) {
      end.failure = error;
    }
  })();
  let over = false;
  void reading.then(() => {
    over = true;
    bell.resolve();
  });
  try {
    for (;;) {
      const item = ready.shift();
      if (item !== undefined) yield item;
      else if (over && "failure" in end) throw end.failure;
      else if (over) return;
      else {
        await bell.promise;
        bell = Promise.withResolvers();
      }
    }
  } finally {
    await items.return(undefined);
    await reading;
  }
}

/**
 * Makes the scans of past days, in order, and stores each by the rules of a live one; answers how many. It ends early
 * where somebody scanned the cluster meanwhile: the past cannot come after that.
 */
export async function makePastScans(options: PastOptions): Promise<number> {
  const { workerId, vantage } = options;
  const startedAt = new Date();
  const beating = new AbortController();
  await beat(workerId, { vantage, startedAt });
  const beats = (async () => {
    for (;;) {
      await sleep(beatEveryMs, undefined, { signal: beating.signal });
      await beat(workerId, { vantage, startedAt });
    }
  })().catch((error: unknown) => {
    if (!beating.signal.aborted) throw error;
  });
  const judge = new PastJudge();
  try {
    return await storeDays(options, judge);
  } finally {
    await judge.close();
    beating.abort();
    await beats;
    await leave(workerId);
  }
}
