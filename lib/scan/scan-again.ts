import { checks } from "../checks/index.ts";
import type { Observation, Sweep } from "../domain/observation.ts";
import type { PreviousScan } from "../domain/previous-scan.ts";
import type { RawEvidence } from "../domain/raw-evidence.ts";
import type { ScanReport } from "../domain/scan-report.ts";
import type { Subject } from "../domain/subject.ts";
import { declaredPortsOf, ownersOfCluster } from "../evidence/index.ts";
import { joinLooks } from "./join-looks.ts";
import { evidenceOf, judgeSeen } from "./judge-raw.ts";
import { describeNodes } from "./run-scan.ts";

/** A scan with all that it judged by. */
export interface Seen {
  report: ScanReport;
  raw: RawEvidence;
}

export interface SeenAgain {
  startedAt: Date;
  finishedAt: Date;
  previous: PreviousScan | null;
  alsoJudge: { checkId: string; subject: Subject }[];
}

/** A scan of some ports or nodes, filled up with what an earlier one saw of the others; to be judged by `scanAgain`. */
export function filledUp(before: Seen, after: Seen): Seen {
  const { inventory, observations, sweeps, problems } = joinLooks(before.raw, after.raw);
  const count = (key: "failed") => sweeps.reduce((sum, sweep) => sum + sweep[key], 0);
  const { probes } = before.report.coverage;
  const coverage = { ...after.report.coverage, probes: { ...probes, failed: count("failed") } };
  return {
    raw: { ...after.raw, profile: before.raw.profile, inventory, observations, sweeps, problems },
    report: { ...after.report, profile: before.report.profile, coverage, observations, sweeps },
  };
}

/**
 * The scan that would have been made at another time, had nothing but the clock changed since: the same readings as of
 * then, judged by that clock and by what was known then.
 */
export function scanAgain({ report, raw }: Seen, at: SeenAgain): Seen {
  const shiftMs = at.finishedAt.getTime() - Date.parse(raw.now);
  const moved = <Thing extends { at: string }>(thing: Thing): Thing => ({
    ...thing,
    at: new Date(Date.parse(thing.at) + shiftMs).toISOString(),
  });
  const observations: Observation[] = raw.observations.map(moved);
  const sweeps: Sweep[] = raw.sweeps.map(moved);
  const [startedAt, finishedAt] = [at.startedAt.toISOString(), at.finishedAt.toISOString()];
  const { previous, alsoJudge } = at;
  const read = Object.entries(raw.inventory.kubeletConfigs).map(
    ([node, answer]) => [node, answer.status === "read" ? moved(answer) : answer] as const,
  );
  const inventory = { ...moved(raw.inventory), kubeletConfigs: Object.fromEntries(read) };
  const times = { startedAt, finishedAt, now: finishedAt };
  const then: RawEvidence = { ...raw, inventory, observations, sweeps, ...times, previous, alsoJudge };
  const evidence = evidenceOf(then);
  const judged = judgeSeen(evidence, then, checks);
  return {
    raw: then,
    report: {
      ...report,
      startedAt,
      finishedAt,
      observations,
      sweeps,
      nodes: describeNodes(evidence),
      owners: ownersOfCluster(evidence),
      declaredPorts: declaredPortsOf(evidence),
      results: judged.results,
      problems: [...raw.problems, ...judged.problems],
    },
  };
}
