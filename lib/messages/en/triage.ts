import { count } from "./plural.ts";

/** What people decided of a finding, as its page and its drawer say it. */
export const triage = {
  title: "Triage",
  state: "State",
  assignee: "Assigned to",
  nobody: "nobody",
  due: "Due",
  noDue: "no date",
  dueIn: (time: string) => `due in ${time}`,
  overdue: (time: string) => `overdue by ${time}`,
  dueSet: "set by hand",
  acceptance: {
    accepted: "Risk accepted",
    "false-positive": "False positive",
    by: (name: string) => `by ${name}`,
    until: "until",
    noEnd: "without an end",
    reviewer: "Reviewer",
    reviewed: "reviewed",
    notReviewed: "not reviewed yet",
    open: "Open the acceptance",
  },
  acts: {
    label: "What to do",
    acknowledge: "Acknowledge",
    reopen: "Reopen",
    assign: "Assign",
    due: "Due date",
    accept: "Accept risk",
    "false-positive": "False positive",
  },
  more: "More acts",
  /** What somebody else did while the page stood open. */
  news: {
    accepted: (name: string) => `${name} accepted this just now.`,
    "false-positive": (name: string) => `${name} called this a false positive just now.`,
    acknowledged: (name: string) => `${name} acknowledged this just now.`,
    changed: (name: string) => `${name} changed this just now.`,
    show: "Show it",
  },
  stale: "Whether somebody else changed this cannot be told: the server does not answer.",
  comments: {
    title: "Comments",
    none: "Nobody has said anything yet.",
    write: "Write a comment",
    edited: "edited",
    editOf: (when: string) => `Edit the comment of ${when}`,
    removeOf: (when: string) => `Remove the comment of ${when}`,
  },
  history: {
    title: "Acts of people",
    of: (value: number) => `on ${count(value, "finding")}`,
    undone: (name: string) => `taken back by ${name}`,
    undo: "Take back",
  },
  keys: {
    acknowledge: "Acknowledge the finding",
    act: "What to do with the finding",
    undo: "Take the last act back",
    comment: "Write a comment",
  },
} as const;
