import type { RuleSet } from "../domain/rule-set.ts";
import { type JudgedOtherwise, type OtherwiseKind, otherwiseKinds } from "../posture/index.ts";
import type { ReplayedCluster, ReplayedOne } from "./replay-scans.ts";

/** Lines of one kind that a table shows of a scan. */
const mostLines = 20;

const words: Record<OtherwiseKind, string> = {
  "new-fail": "fails now",
  "no-longer-fails": "no longer fails",
  unknown: "unknown now",
  severity: "other severity",
  other: "otherwise",
};

export interface ReplayReport {
  begin(rules: RuleSet): string;
  scan(one: ReplayedOne): string;
  cluster(done: ReplayedCluster, stored: boolean): string;
  end(): string;
}

function countsOf(otherwise: readonly JudgedOtherwise[]): Partial<Record<OtherwiseKind, number>> {
  const groups = Map.groupBy(otherwise, ({ kind }) => kind);
  return Object.fromEntries([...groups].map(([kind, list]) => [kind, list.length]));
}

function line({ kind, checkId, subject, headline, before, after }: JudgedOtherwise): string {
  const port = subject.port === undefined ? "" : ` ${subject.port}/${subject.protocol ?? "TCP"}`;
  const side = (judged: JudgedOtherwise["before"]) => {
    if (judged === null) return "not judged";
    return judged.verdict === "fail" ? `fail ${judged.severity}` : judged.verdict;
  };
  const why = kind === "unknown" ? `: ${after?.reason ?? ""}` : `: ${headline}`;
  return `  ${words[kind]}  ${checkId}  ${subject.name}${port}  ${side(before)} → ${side(after)}${why}\n`;
}

function sumOf(otherwise: readonly JudgedOtherwise[]): string {
  const counts = countsOf(otherwise);
  const parts = otherwiseKinds.flatMap((kind) => (counts[kind] ? [`${counts[kind]} ${words[kind]}`] : []));
  return parts.length === 0 ? "as it was judged" : parts.join(", ");
}

/** For people: a line a scan, and under it what is otherwise. */
export function tableReport(): ReplayReport {
  return {
    begin: ({ hash, checks }) => `${Object.keys(checks).length} checks, rules ${hash}\n`,
    scan({ scan, otherwise, problem }) {
      const head = `${scan.cluster}  ${scan.at}  ${scan.scanId}  ${problem ?? sumOf(otherwise)}\n`;
      const kinds = Map.groupBy(otherwise, ({ kind }) => kind);
      const lines = [...kinds.values()].flatMap((list) => [
        ...list.slice(0, mostLines).map(line),
        ...(list.length > mostLines ? [`  … and ${list.length - mostLines} more; --format json has them\n`] : []),
      ]);
      return head + lines.join("");
    },
    cluster({ cluster, scans, broken, days }, stored) {
      const lost = broken > 0 ? `, ${broken} could not be judged again` : "";
      const kept = stored ? `kept as the trend by today's rules, ${days.length} days` : "nothing was kept (--dry-run)";
      return `${cluster}: ${scans} scans judged again${lost}; ${kept}\n`;
    },
    end: () => "",
  };
}

/** One document, written as it is made. */
export function jsonReport(): ReplayReport {
  let scans = 0;
  const clusters: object[] = [];
  return {
    begin: (rules) => `{"schemaVersion":1,"rules":${JSON.stringify(rules)},"scans":[`,
    scan({ scan, otherwise, problem }) {
      scans += 1;
      const counts = countsOf(otherwise);
      return `${scans > 1 ? "," : ""}\n${JSON.stringify({ ...scan, problem, counts, otherwise })}`;
    },
    cluster({ cluster, scans: judged, broken, days }, stored) {
      clusters.push({ cluster, scans: judged, broken, stored, days });
      return "";
    },
    end: () => `\n],"clusters":${JSON.stringify(clusters)}}\n`,
  };
}
