import { count, number } from "./plural.ts";

export const findingsList = {
  columns: { assignee: "Assigned to", due: "Due", from: "From" },
  nobody: "nobody",
  noDue: "no date",
  due: {
    overdue: (time: string) => `${time} late`,
    within: (time: string) => `in ${time}`,
  },
  affected: (value: number) => count(value, "node"),
  allHere: "All findings that match are shown.",
  reading: "Reading more findings",
  more: "Read more findings",
  readAgain: "Try again",
  broken: (why: string) => `No more findings could be read: ${why}`,
  news: {
    found: (value: number) => `${count(value, "new finding")}: show`,
    changed: "The list has changed: show",
  },
  select: {
    shown: "Select all findings that are loaded",
    everything: (total: number) => `Select all ${number(total)} that match`,
    all: (total: number) => `All ${number(total)} that match are selected`,
    recheckFew: "A re-check takes findings that are loaded, at most 2,000 at once; start a scan for more.",
  },
  acts: {
    label: "Triage",
    acknowledge: "Acknowledge",
    assign: "Assign",
    accept: "Accept risk",
    "false-positive": "False positive",
    acknowledged: (value: number) => `${count(value, "finding")} acknowledged`,
    undo: "Undo",
  },
  group: {
    rest: (value: number) => `${count(value, "more finding")} of this group`,
    all: "List them all",
    broken: (why: string) => `The findings of this group could not be read: ${why}`,
    beyond: (value: number) =>
      `${count(value, "more group")} are shown when scripts run; narrow the filter to see them here.`,
  },
  view: "Columns",
  keys: "Keys",
} as const;
