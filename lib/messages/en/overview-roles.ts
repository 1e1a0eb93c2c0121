import { count, number } from "./plural.ts";

export const overviewRoles = {
  label: "Begin with",
  ask: "What do you mostly come for? The overview then begins with it.",
  asked: { security: "Security", manager: "Management", engineer: "Engineering" },
  all: "Everything",
  kept: "Kept in this browser; the settings change it.",
  newWorst: {
    title: "New this week, worst first",
    empty: "Nothing new within seven days.",
    all: (value: number) => `All ${number(value)}`,
  },
  unexpected: {
    title: "Unexpected open ports",
    empty: "No open port is outside the expected ones.",
    none: "No cluster has expected ports yet, so none can be unexpected.",
    write: "Write them down",
    all: (value: number) => `All ${number(value)}`,
  },
  queues: {
    title: "Waiting for a decision",
    expiring: (value: number) => `${count(value, "acceptance")} ${value === 1 ? "ends" : "end"} soon`,
    forgotten: (value: number) => `${count(value, "forgotten NodePort")}`,
    overdue: (value: number) => `${count(value, "finding")} overdue`,
    drift: (value: number) => `${count(value, "drift finding")}`,
  },
  sla: {
    title: "Due dates",
    none: "No open finding has a due date.",
    held: (due: number, overdue: number) =>
      overdue === 0
        ? `${count(due, "open finding")} with a due date, none overdue.`
        : `${number(overdue)} of ${count(due, "open finding")} with a due date ${overdue === 1 ? "is" : "are"} overdue.`,
    all: "SLA over time",
  },
  month: {
    title: "Against a month ago",
    none: "No scan is a month old yet.",
    change: (now: number, then: number) => {
      const by = Math.abs(now - then);
      if (by === 0) return `${count(now, "open finding")}, as many as a month ago.`;
      return `${count(now, "open finding")}, ${number(by)} ${now > then ? "more" : "fewer"} than a month ago.`;
    },
    score: (now: number, then: number) => `Score ${number(now)}; a month ago it was ${number(then)}.`,
    compare: "Compare the two days",
    report: "Monthly report",
  },
  mine: {
    title: "Assigned to me",
    empty: "Nothing is assigned to you.",
    all: (value: number) => `All ${number(value)}`,
  },
  sinceScan: { title: "Changed by the last scan", empty: "The last scan changed nothing." },
  rechecks: (value: number) => `${count(value, "re-check")} ${value === 1 ? "runs or waits" : "run or wait"}`,
} as const;
