import { count, number } from "./plural.ts";
import { trends } from "./trends.ts";

const monthly = new Intl.DateTimeFormat("en-GB", { month: "long", year: "numeric", timeZone: "UTC" });
/** "October 2026" of YYYY-MM. */
const month = (text: string) => monthly.format(new Date(`${text}-01T00:00:00Z`));

export const report = {
  title: "Monthly report",
  of: (text: string, cluster: string | null) => `${month(text)}, ${cluster ?? "every cluster"}`,
  month,
  lead: (from: string, to: string, running: boolean) =>
    `${trends.dayLong(from)} to ${trends.dayLong(to)}, in UTC${running ? "; the month is not over." : "."}`,
  print: "Print or save as PDF",
  trends: "Trends of this month",
  demo: "Demo data: these nodes are servers of the demo fleet on one machine.",
  form: {
    label: "Month and cluster",
    month: "Month",
    cluster: "Cluster",
    everyCluster: "Every cluster",
    apply: "Show",
    earlier: "Month before",
    later: "Month after",
    bad: (text: string) => `“${text.slice(0, 40)}” is no month: write it as YYYY-MM.`,
    ahead: (now: string) => `This month is in the future: the last one is ${month(now)}.`,
    broken: "Nothing is counted until the month fits.",
  },
  standing: {
    title: "Where it stands",
    startNone: "No scan ended in the month before, so there is nothing to begin from.",
    head: {
      severity: "Severity",
      start: "At the start",
      opened: "New",
      reopened: "Came back",
      fixed: "Fixed",
      otherwise: "Ended otherwise",
      end: "At the end",
      change: "Change",
    },
    total: "All",
    days: (start: string | null, end: string) =>
      `${start ? `The start is the end of ${trends.dayLong(start)}, ` : "The "}${start ? "the " : ""}end is that of ${trends.dayLong(end)}: the last days with a scan.`,
    rest: "A finding whose severity changed moves to another row, so that a row need not add up.",
    notKnown: "not known",
    change: (value: number) => (value > 0 ? `+${number(value)}` : value < 0 ? `−${number(-value)}` : "0"),
    score: "Score",
    scoreOf: (value: number) => `${number(Math.round(value))} of 100`,
    nodes: "Nodes checked",
    nodesOf: (checked: number, known: number) => `${number(checked)} of ${number(known)}`,
  },
  decided: {
    title: "Due dates and accepted risks",
    what: "At the end of the day",
    due: "Open findings with a due date",
    overdue: "Of them past it",
    active: "Acceptances that hold",
    ending: "Of them ending within 14 days",
  },
  nodes: {
    title: "Nodes to look at first",
    aside: (shown: number, all: number) =>
      shown === all
        ? `${count(all, "node")} with an open finding`
        : `${number(shown)} of ${count(all, "node")} with an open finding`,
    none: "No node had an open finding.",
    head: { node: "Node", cluster: "Cluster", open: "Open", total: "All" },
  },
  oldest: {
    title: "Critical findings that are open longest",
    aside: (shown: number, all: number) => `${number(shown)} of ${number(all)}`,
    none: "No critical finding was open.",
    head: { finding: "Finding", node: "Node", since: "Open since", age: "For" },
  },
  coverage: {
    title: "Coverage",
    unscanned: (days: number) => `Days without a scan (${number(days)}):`,
    never: (first: string) => `Nothing is known before ${trends.dayLong(first)}, the day of the first scan.`,
    stretch: (from: string, to: string) =>
      from === to ? trends.day(from) : `${trends.day(from)} to ${trends.day(to)}`,
  },
  exposures: {
    title: "Open ports",
    head: { section: "Class", vantage: "Seen from", start: "At the start", end: "At the end" },
    none: "No port was open from any place that the scanner stood at.",
  },
  rules: {
    title: "What changed in the rules and the clusters",
    none: "No check came, went or changed, and no cluster was added or removed.",
  },
  empty: {
    title: "No scan ended in this month",
    detail: "There is nothing to report: what was not looked at is not known.",
    first: (day: string) => `The first numbers are of ${trends.dayLong(day)}.`,
  },
  address: "This report as a page:",
} as const;
