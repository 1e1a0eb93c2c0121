import type { VantageKind } from "../../domain/vantage.ts";
import { count, number, percent } from "./plural.ts";
import { words } from "./words.ts";

export const overview = {
  title: "Overview",
  nodesChecked: (checked: number, known: number) => `${number(checked)} of ${count(known, "node")} checked`,
  from: "from",
  and: "and",
  place: (vantage: VantageKind) => (vantage === "internet" ? "the internet" : `the ${words.vantage[vantage]}`),
  openWorst: (critical: number, high: number) => {
    if (critical > 0 && high > 0) return `${number(critical)} critical and ${count(high, "high finding")} are open.`;
    if (critical > 0) return `${count(critical, "critical finding")} ${critical === 1 ? "is" : "are"} open.`;
    if (high > 0) return `${count(high, "high finding")} ${high === 1 ? "is" : "are"} open, none critical.`;
    return "nothing critical or high is open.";
  },
  unreachable: (names: string[]) => {
    const shown =
      names.length > 3 ? `${names.slice(0, 3).join(", ")} and ${number(names.length - 3)} more` : names.join(", ");
    return `${shown} could not be reached: nothing there counts as passed.`;
  },
  neverScanned: (value: number) =>
    `${count(value, "cluster")} ${value === 1 ? "was" : "were"} never successfully scanned:`,
  severities: {
    title: "Open findings by severity",
    coverage: ({ checked, known }: { checked: number; known: number }) =>
      checked === known
        ? `Open findings; ${words.coverage(checked, known)}.`
        : `Open findings; ${words.coverage(checked, known)}, so there may be more on the others.`,
    unknownMeaning: "Judgements that the last scan could not make; never counted as passed.",
  },
  strip: {
    title: "Reachable ports",
    aside: "nodes with an open port, from where the scanner stands",
    ofNodes: (nodes: number) => `of ${count(nodes, "node")}`,
    notLooked: "not looked at",
    noFinding: "no finding",
    worst: (severity: string) => `worst finding: ${severity}`,
  },
  score: {
    title: "Score",
    of: "of 100",
    none: "No score",
    noneMeaning: "Nothing was checked yet, so there is nothing to score.",
    coverage: (share: number) => `${percent(share)} covered`,
    coverageMeaning: "Share of nodes checked and of judgements that could be made.",
    how: "How it is made",
    value: (value: number) => `Score ${Math.round(value)} of 100`,
  },
  trend: {
    title: "Open findings over time",
    days: "Days shown",
    all: "All trends",
    report: "Monthly report",
  },
  changes: {
    title: "Latest changes",
    empty: "Nothing has changed yet.",
    all: "All changes",
  },
  longest: { title: "Longest open", empty: "Nothing is open.", all: "All, oldest first" },
  worst: { title: "Nodes to look at first", empty: "No node has an open finding.", all: "All nodes" },
  unscanned: {
    title: "No scan yet",
    known: (clusters: number) =>
      clusters === 1
        ? "The cluster is known, but was not looked at."
        : "The clusters are known, but were not looked at.",
    detail: "A scan only reads; it changes nothing.",
    running: "The first scan runs. This page fills when it is done.",
    scans: "Go to scans",
  },
  failed: (cluster: string) => `The last scan of ${cluster} failed:`,
  scanNow: "Scan now",
  scanRequested: "The scan is queued.",
} as const;
