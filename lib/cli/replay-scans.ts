import type { Check } from "../domain/check.ts";
import { AppError, messageOf } from "../domain/errors.ts";
import type { RawEvidence } from "../domain/raw-evidence.ts";
import { dayOf, endOfDay, type JudgedOtherwise, judgedOtherwise, ReplayedPosture } from "../posture/index.ts";
import { judgeRaw, ruleSet } from "../scan/index.ts";
import {
  type KeptScan,
  type ReplayedDay,
  readHiddenAt,
  readJudgedThen,
  readOpenBefore,
  readRawEvidence,
  storeReplayedTrend,
} from "../store/index.ts";

/** What one scan would say today. */
export interface ReplayedOne {
  scan: KeptScan;
  otherwise: JudgedOtherwise[];
  /** Why it could not be judged again, or compared; null where it was. */
  problem: string | null;
}

export interface ReplayOptions {
  checks: readonly Check[];
  /** Only what these judge is told; the series is of all. */
  only?: readonly string[];
  /** Tells, and keeps nothing. */
  dryRun: boolean;
  now(): Date;
  onScan(one: ReplayedOne): Promise<void>;
}

export interface ReplayedCluster {
  cluster: string;
  scans: number;
  /** Scans that could not be judged again. */
  broken: number;
  days: ReplayedDay[];
}

/** Subjects that a scan judges although nothing lists them: those that it did then, and what is open by today's rules. */
function alsoJudge(raw: RawEvidence, posture: ReplayedPosture): RawEvidence["alsoJudge"] {
  const all = [...raw.alsoJudge, ...posture.openSubjects()].map(
    (entry) =>
      [JSON.stringify([entry.checkId, entry.subject.kind, entry.subject.uid, entry.subject.port]), entry] as const,
  );
  return [...new Map(all).values()];
}

async function compare(scan: KeptScan, results: Parameters<typeof judgedOtherwise>[1], only?: readonly string[]) {
  const wanted = ({ checkId }: { checkId: string }) => !only || only.includes(checkId);
  const then = await readJudgedThen(scan.scanId);
  if (then.length === 0) {
    const problem = scan.late
      ? "it was stored after a later one and moved nothing"
      : "what it judged is no longer kept";
    return { otherwise: [], problem: `Not compared: ${problem}.` };
  }
  return { otherwise: judgedOtherwise(then.filter(wanted), results.filter(wanted)), problem: null };
}

/** Why a scan's evidence cannot be judged; a database that went away is no fault of the evidence. */
async function readOrProblem(scanId: string): Promise<RawEvidence | string> {
  try {
    return (await readRawEvidence(scanId)) ?? "Its evidence is no longer kept.";
  } catch (error) {
    if (error instanceof AppError && error.code === "unavailable") throw error;
    return messageOf(error);
  }
}

/**
 * Judges the kept scans of one cluster, oldest first, by these checks; keeps how it would have stood as a series of its
 * own. It changes no finding, event or judgement.
 */
export async function replayCluster(scans: readonly KeptScan[], options: ReplayOptions): Promise<ReplayedCluster> {
  const { checks, only, now } = options;
  const [first] = scans;
  const days = new Map<string, ReplayedDay>();
  const sum = { cluster: first?.cluster ?? "", scans: 0, broken: 0 };
  let posture: ReplayedPosture | null = null;
  for (const scan of scans) {
    const raw = await readOrProblem(scan.scanId);
    if (typeof raw === "string") {
      sum.broken += 1;
      await options.onScan({ scan, otherwise: [], problem: raw });
      continue;
    }
    posture ??= new ReplayedPosture(await readOpenBefore(scan.clusterId, before(scan, raw)));
    const { results } = judgeRaw({ ...raw, alsoJudge: alsoJudge(raw, posture) }, { checks });
    await options.onScan({ scan, ...(await compare(scan, results, only)) });
    sum.scans += 1;
    if (scan.late) continue;
    posture.apply({ at: scan.at, raw, results, knownChecks: checks.map(({ id }) => id) });
    if (raw.coverage.checked === 0) continue;
    const day = dayOf(scan.at);
    const end = new Date(Math.min(Date.parse(endOfDay(day)), now().getTime()));
    days.set(day, { day, at: scan.at, counts: posture.counts(await readHiddenAt(scan.clusterId, end)) });
  }
  if (!options.dryRun && first) await storeReplayedTrend(first.clusterId, ruleSet(checks), [...days.values()], now());
  return { ...sum, days: [...days.values()] };
}

/** The instant before a scan began. */
function before({ at }: KeptScan, { startedAt }: RawEvidence): Date {
  return new Date(Math.min(Date.parse(startedAt), Date.parse(at)) - 1);
}
