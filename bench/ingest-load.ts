import type { CheckResult, ScanReport } from "../lib/domain/scan-report.ts";
import { fingerprint } from "../lib/posture/index.ts";

/** Puts another node's name and uid wherever a value speaks of this one; names end at a word's end. */
function renamed<Value>(value: Value, from: { name: string; uid: string }, to: { name: string; uid: string }): Value {
  const text = JSON.stringify(value).replaceAll(from.uid, to.uid);
  return JSON.parse(text.replaceAll(new RegExp(`${from.name}(?![\\w-])`, "g"), to.name));
}

const nodeOf = ({ subject }: CheckResult) => subject.node ?? (subject.kind === "Node" ? subject.name : null);

/**
 * A report of as many nodes as asked for, made of a real scan of a few: each node is a copy of one of them under a name
 * and uid of its own, with all that was seen and judged of it. What belongs to the cluster is there once.
 */
export function multiplied(report: ScanReport, count: number): ScanReport {
  const templates = report.nodes;
  const copies = Array.from({ length: count }, (_, index) => {
    const template = templates[index % templates.length];
    if (!template) throw new Error("The scan has no nodes.");
    return { template, to: { name: `node-${index}`, uid: `uid-${index}` } };
  });
  const resultsOf = Map.groupBy(report.results, (result) => nodeOf(result) ?? "");
  const observationsOf = Map.groupBy(report.observations, ({ node }) => node ?? "");
  const sweepsOf = Map.groupBy(report.sweeps, ({ node }) => node ?? "");
  const results = copies.flatMap(({ template, to }) =>
    renamed(resultsOf.get(template.name) ?? [], template, to).map((result) => ({
      ...result,
      fingerprint: fingerprint({ clusterUid: report.cluster.uid, subject: result.subject, checkId: result.checkId }),
    })),
  );
  const each = <Entry>(of: Map<string, Entry[]>) =>
    copies.flatMap(({ template, to }) => renamed(of.get(template.name) ?? [], template, to));
  return {
    ...report,
    nodes: copies.map(({ template, to }) => renamed(template, template, to)),
    results: [...(resultsOf.get("") ?? []), ...results],
    observations: [...(observationsOf.get("") ?? []), ...each(observationsOf)],
    sweeps: [...(sweepsOf.get("") ?? []), ...each(sweepsOf)],
    coverage: { ...report.coverage, nodes: { known: count, checked: count, unreachable: [] } },
  };
}

/** The same report an hour later, with some of its judgements turned: a thousandth of them by default. */
export function later(report: ScanReport, hours: number, share = 0.001): ScanReport {
  const shift = (time: string) => new Date(Date.parse(time) + hours * 3_600_000).toISOString();
  const every = Math.round(1 / share);
  const turned = (result: CheckResult, index: number): CheckResult => {
    const evidence = result.evidence.map((item) => ({ ...item, at: shift(item.at) }));
    if ((index + hours) % every !== 0 || (result.verdict !== "fail" && result.verdict !== "pass")) {
      return { ...result, evidence };
    }
    return { ...result, evidence, verdict: result.verdict === "fail" ? "pass" : "fail", reason: `Turned ${hours}` };
  };
  const at = <Seen extends { at: string }>(seen: Seen): Seen => ({ ...seen, at: shift(seen.at) });
  return {
    ...report,
    startedAt: shift(report.startedAt),
    finishedAt: shift(report.finishedAt),
    results: report.results.map(turned),
    observations: report.observations.map(at),
    sweeps: report.sweeps.map(at),
  };
}
