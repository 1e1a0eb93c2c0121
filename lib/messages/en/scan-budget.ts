import { count, number } from "./plural.ts";

function length(seconds: number): string {
  if (seconds < 90) return `${Math.max(1, Math.round(seconds))} s`;
  return seconds < 5400 ? `${Math.round(seconds / 60)} min` : `${Math.round(seconds / 3600)} h`;
}

export const scanBudget = {
  /** Units: seconds from every port refusing at once to none answering. */
  sentence: (connections: number, nodes: number, perNode: number, least: number, most: number) =>
    `About ${number(connections)} connections to ${count(nodes, "node")}, at most ${number(perNode)} at a time per node, ${
      length(least) === length(most) ? length(least) : `${length(least)} to ${length(most)}`
    }.`,
  unknown: "How long it takes depends on the number of nodes, which is not known before the first scan.",
  resume: {
    button: "Resume",
    left: (left: number | null) =>
      left === null
        ? "What it came to is not known: the resumed scan looks at every node."
        : `It did not come to ${count(left, "node")}. A resumed scan looks at ${left === 1 ? "that one" : "those"} alone.`,
    resumes: "Resumes",
    scan: "an earlier scan",
    partial: "This scan resumed one that was stopped, so it looked at the remaining nodes alone.",
    together: (checked: number, known: number) =>
      `Together with what it resumes: ${number(checked)} of ${count(known, "node")} checked.`,
  },
  never: "It only reads: nothing is changed, and no password is ever tried.",
} as const;
