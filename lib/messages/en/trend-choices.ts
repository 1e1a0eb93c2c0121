import { count } from "./plural.ts";
import { dayLong } from "./trend-days.ts";

/** What trends are asked for, and what there is to say where they show nothing; no script needs it. */
export const trendChoices = {
  range: {
    label: "Days shown",
    form: "Days of your own",
    from: "From",
    to: "To",
    apply: "Show these days",
    noDay: (text: string) =>
      text === ""
        ? "A day is missing: write it as YYYY-MM-DD."
        : `“${text.slice(0, 40)}” is no day: write it as YYYY-MM-DD.`,
    ahead: (today: string) => `This day is in the future: the last one is today, ${today}.`,
    backwards: "The last day is before the first.",
    tooLong: (most: number) =>
      `Ask for at most ${count(most, "day")}: choose a later first day or an earlier last one.`,
    broken: "Nothing is drawn until both days fit.",
  },
  part: {
    label: "Of what",
    all: "Everything",
    role: "Node role",
    namespace: "Namespace",
    distribution: "Distribution",
    choose: { role: "Role", namespace: "Owner namespace", distribution: "Distribution" },
    none: "none",
    empty: {
      role: "No node role is known in these days.",
      namespace: "No finding of these days belongs to a namespace.",
      distribution: "No distribution is known in these days.",
    },
    cluster: "Cluster",
    everyCluster: "Every cluster",
    apply: "Show",
  },
  rules: {
    label: "Rules",
    asThen: "As judged then",
    asNow: "By today's rules",
    since: (day: string) =>
      `Today's rules reach back to ${dayLong(day)}. Days before are drawn as judged then: their evidence is not kept or was not judged again.`,
    never: "Nothing was judged again by later rules. This command does it for the evidence that is kept:",
    command: "breakwater replay",
  },
  empty: {
    noCluster: "No cluster yet",
    noClusterDetail: "Trends are made of scans. Add a cluster first; its first scan is the first point.",
    noScan: "No scan yet",
    noScanDetail: "Trends are made of scans. Each day on which one ends becomes a point.",
    addCluster: "Add a cluster",
    scans: "Go to scans",
    beforeFirst: (first: string) => `The first numbers are of ${dayLong(first)}: nothing is known of the days before.`,
    fromFirst: "Show from the first day on",
    gap: "No scan ended in these days",
    gapDetail: "There is nothing to draw: what was not looked at is not known.",
    allDays: "Show the last 90 days",
    one: "One day with a scan so far: a line begins with the second.",
    startsLater: (first: string) => `Nothing is known before ${dayLong(first)}, the day of the first scan.`,
  },
  notThen: {
    title: "No scan had ended by then",
    detail: (firstDay: string) => `The first one is of ${dayLong(firstDay)}: what was open before is not known.`,
  },
} as const;
