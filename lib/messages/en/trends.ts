import type { TrendMark } from "../../domain/views/trends-view.ts";
import { count, number } from "./plural.ts";
import { time } from "./time.ts";
import { dayLong, dayShort } from "./trend-days.ts";

const compact = new Intl.NumberFormat("en", { notation: "compact", maximumFractionDigits: 1 });

const more = (difference: number) =>
  difference > 0 ? `${number(difference)} more` : `${number(Math.abs(difference))} fewer`;
const points = (value: number) => count(Math.abs(value), "point");
const listed = (parts: string[]) =>
  parts.length > 1 ? `${parts.slice(0, -1).join(", ")} and ${parts.at(-1)}` : (parts[0] ?? "");

/** A cluster or two are told by name in the label of their mark. */
const saysNames = (kind: TrendMark["kind"], names: readonly string[]) =>
  kind !== "rules" && names.length > 0 && names.length <= 2;

export const trends = {
  title: "Trends",
  lead: (from: string, to: string, days: number) =>
    from === to ? `${dayLong(from)}, in UTC.` : `${dayLong(from)} to ${dayLong(to)}: ${count(days, "day")} in UTC.`,
  report: "Monthly report",
  hint: "Left and right arrow keys move along, up and down between what is drawn, Enter opens it.",
  value: (value: number) => number(value),
  tick: (value: number) => (value < 10_000 ? number(value) : compact.format(value)),
  day: dayShort,
  dayLong,
  dayName: (day: string) => `${dayLong(day)}, end of the day in UTC`,
  todayName: (day: string) => `${dayLong(day)}, now`,
  week: (from: string, to: string) =>
    from === to ? `${dayLong(from)}, UTC` : `Week of ${dayShort(from)} to ${dayLong(to)}, UTC`,
  weekShort: (from: string, to: string) => (from === to ? from : `${from} – ${to.slice(5)}`),
  before: (days: number) => `the ${count(days, "day")} before`,
  noScan: "no scan",
  noNumber: "not known",
  table: { day: "Day (UTC)", week: "Week (UTC)", total: "Open" },
  opens: {
    scans: "Opens the scans of that day.",
    replayed: "Counted by later rules. Opens the scans of that day.",
    findings: (value: number) => `Opens ${count(value, "finding")}.`,
    overdue: (value: number) => `Opens ${count(value, "finding")} past the due date.`,
    dated: (value: number) => `Opens ${count(value, "finding")} with a due date.`,
    datedNow: "Opens those of that day by today's policy and dates.",
    acceptances: "Opens the acceptances as they stand now.",
    ports: (value: number) => `Opens ${count(value, "open port")}.`,
    changes: (value: number) => `Opens ${count(value, "change")}.`,
  },
  marks: {
    title: "What else bends the line",
    sign: "▸",
    replayed: "today's rules from here",
    replayedDetail: "Days before are drawn as judged then.",
    label: (kind: TrendMark["kind"], names: readonly string[]): string => {
      if (kind === "rules") return "rules changed here";
      const what = kind === "cluster-added" ? "added" : "removed";
      return `${saysNames(kind, names) ? names.join(", ") : count(names.length, "cluster")} ${what}`;
    },
    detail: (kind: TrendMark["kind"], names: readonly string[]): string => {
      if (saysNames(kind, names)) return kind === "cluster-added" ? "first scanned on this day" : "last scanned before";
      return names.length > 6
        ? `${names.slice(0, 6).join(", ")} and ${number(names.length - 6)} more`
        : names.join(", ");
    },
    names: (kind: TrendMark["kind"], names: readonly string[]): string =>
      saysNames(kind, names) ? "" : names.join(", "),
  },
  findings: {
    title: "Open findings by severity",
    summary: (now: { open: number; bySeverity: string[] }, change: number | null, before: string) => {
      const worst = now.bySeverity.length > 0 ? ` (${listed(now.bySeverity)})` : "";
      const is = `${count(now.open, "finding")}${worst} ${now.open === 1 ? "was" : "were"} open at the end`;
      if (change === null) return `${is}; there is nothing before to compare with.`;
      return change === 0
        ? `${is}, as many as at the end of ${before}.`
        : `${is}, ${more(change)} than at the end of ${before}.`;
    },
  },
  coverageOfDays: (measured: number, days: number) =>
    measured === days
      ? "Every day has a scan."
      : `${number(measured)} of ${count(days, "day")} ${measured === 1 ? "has" : "have"} a scan; hatched days have none.`,
  score: {
    title: "Score",
    name: "Score",
    none: "There is no score: nothing was judged.",
    wholeOnly: "The score is of whole clusters. Choose “Everything” to see it.",
    summary: (value: number, change: number | null, before: string) => {
      const is = `The score was ${value} of 100 at the end`;
      if (change === null) return `${is}; there is nothing before to compare with.`;
      if (change === 0) return `${is}, as at the end of ${before}.`;
      return `${is}, ${points(change)} ${change > 0 ? "higher" : "lower"} than at the end of ${before}.`;
    },
  },
  coverage: {
    title: "Nodes checked",
    checked: "Checked",
    known: "Known",
    none: "No node was known.",
    noPart: "Nodes are counted for whole clusters, roles and distributions; a namespace has none of its own.",
    summary: (checked: number, known: number, worst: { checked: number; known: number; day: string } | null) => {
      const is = `${number(checked)} of ${count(known, "node")} ${known === 1 ? "was" : "were"} checked at the end`;
      if (!worst) return `${is}; no day was worse.`;
      return `${is}; at worst ${number(worst.checked)} of ${number(worst.known)} on ${dayShort(worst.day)}.`;
    },
  },
  sla: {
    title: "SLA: findings past their due date",
    aside: "each day by the policy and the dates of then",
    due: "With a due date",
    overdue: "Past it",
    none: "Nobody counted due dates in these days.",
    summary: (overdue: number, due: number, change: number | null, before: string) => {
      const is = `${number(overdue)} of ${count(due, "open finding")} with a due date ${overdue === 1 ? "was" : "were"} past it at the end`;
      if (change === null) return `${is}.`;
      return change === 0
        ? `${is}, as at the end of ${before}.`
        : `${is}, ${more(change)} than at the end of ${before}.`;
    },
  },
  acceptances: {
    title: "Acceptances that end soon",
    active: "In force",
    ending: "End within 14 days",
    wholeOnly: "Acceptances are counted for whole clusters. Choose “Everything” to see them.",
    summary: (active: number, ending: number) =>
      active === 0
        ? "No risk was accepted and nothing was called a false positive at the end."
        : `${count(active, "acceptance")} ${active === 1 ? "was" : "were"} in force at the end; ${number(ending)} of them ${ending === 1 ? "ends" : "end"} within 14 days.`,
  },
  exposures: {
    title: "Open ports by class and vantage",
    aside: "each line is a place that the scanner stood at",
    wholeOnly: "Ports are counted for whole clusters. Choose “Everything” to see them.",
    none: "No port was open from any place that the scanner stood at.",
    summary: (now: number, change: number | null, before: string) => {
      const is = `${count(now, "open port")} at the end`;
      if (change === null) return `${is}.`;
      return change === 0
        ? `${is}, as at the end of ${before}.`
        : `${is}, ${more(change)} than at the end of ${before}.`;
    },
    column: (section: string, vantage: string) => `${section}, ${vantage}`,
    quiet: (sections: string[]) => `Nothing was open in ${listed(sections)}.`,
  },
  flow: {
    title: "New against fixed, by week",
    none: "Nothing came or went.",
    kinds: {
      opened: "New",
      reopened: "Came back",
      fixed: "Fixed",
      ended: "Ended otherwise",
      accepted: "Accepted",
    },
    summary: (came: number, fixed: number, otherwise: number, earlier: { came: number; fixed: number } | null) => {
      const is = `${count(came, "finding")} came or came back, ${number(fixed)} ${fixed === 1 ? "was" : "were"} fixed and ${number(otherwise)} ended otherwise or ${otherwise === 1 ? "was" : "were"} accepted`;
      return earlier
        ? `${is}; in the period before ${number(earlier.came)} came and ${number(earlier.fixed)} were fixed.`
        : `${is}.`;
    },
  },
  repair: {
    title: "Time to repair, by severity",
    aside: "mean from opened to fixed; only what was fixed counts",
    mean: (seconds: number) => time.short(seconds),
    summary: (worst: { severity: string; mean: string; fixed: number } | null, fixed: number, otherwise: number) => {
      if (!worst) return `Nothing was fixed; ${number(otherwise)} ended otherwise.`;
      return `${count(fixed, "finding")} ${fixed === 1 ? "was" : "were"} fixed; ${worst.severity} ones took ${worst.mean} on average. ${number(otherwise)} ended otherwise and count for nothing here.`;
    },
    head: { severity: "Severity", mean: "Mean time", fixed: "Fixed", otherwise: "Ended otherwise" },
    notFixed: "none fixed",
  },
} as const;
