import type { FilterProblem } from "../../domain/filter-language/index.ts";
import { count, number } from "./plural.ts";

const list = (words: readonly string[]) => words.slice(0, 12).join(", ") + (words.length > 12 ? ", …" : "");
const meant = ({ nearest }: FilterProblem) => (nearest === undefined ? "" : ` Did you mean "${nearest}"?`);

/** The filter language: its box, its reference, what is wrong with a filter, and saved views. */
export const filter = {
  box: "Filter",
  placeholder: "severity:critical node:worker-* or words",
  apply: "Apply",
  help: "What can be typed here",
  helpTitle: "Filter language",
  helpIntro:
    "Terms hold together; values with a comma are any of them, a minus in front leaves them out, * stands for any characters, and quotes keep spaces. Words without a field are looked for in headline, check, node and cluster.",
  helpColumns: { field: "Field", meaning: "Finds", example: "Example" },
  /** What each field finds. */
  fields: {
    severity: "How bad it is; >= and < compare",
    state: "What became of it; without it, open and acknowledged ones are listed",
    verdict: "What its check said last",
    check: "The check, by its id",
    component: "What part of Kubernetes it is about",
    cluster: "The cluster, by name or id",
    node: "The node, by name or id",
    role: "The node's role",
    distribution: "The Kubernetes distribution",
    zone: "The zone that the node stands in",
    namespace: "The namespace of who owns what it is about",
    port: "The port: a number, a range, or several",
    protocol: "TCP, UDP or SCTP",
    vantage: "From where it was reached",
    resolution: "Why it is resolved",
    assignee: "Who it is assigned to: a name, me or none",
    due: "By when it is to be put right: overdue, in less than a time, or a UTC day",
    age: "How long it fails already: m, h, d or w",
    seen: "When it was first seen: how long ago, or a UTC day",
    checked: "When it was last checked: how long ago, or a UTC day",
    acceptance: "The decision that covers it: any, none or its id",
    has: "A comment, an acceptance, an assignee, a due date, a re-check that waits or runs",
    is: "New within 24 hours, or overdue",
    at: "All of it as it stood at the end of a UTC day, or at an instant",
    text: "Words; all of them must occur",
  },
  /** Names of fields on buttons and chips. */
  names: {
    severity: "Severity",
    state: "State",
    verdict: "Last verdict",
    check: "Check",
    component: "Component",
    cluster: "Cluster",
    node: "Node",
    role: "Node role",
    distribution: "Distribution",
    zone: "Zone",
    namespace: "Owner namespace",
    port: "Port",
    protocol: "Protocol",
    vantage: "Reachable from",
    resolution: "Resolution",
    assignee: "Assignee",
    due: "Due",
    age: "Failing for",
    seen: "First seen",
    checked: "Last checked",
    acceptance: "Acceptance",
    has: "Has",
    is: "Is",
    at: "As of",
    text: "Words",
  },
  tooLong: "A filter may have up to 2,000 characters.",
  not: "not",
  none: "none",
  or: " or ",
  problems: {
    "unknown-field": (problem: FilterProblem) =>
      `There is no field "${problem.word}".${meant(problem)} Fields: ${list(problem.possible)}. To look for it as a word, put it in quotes.`,
    "unknown-value": (problem: FilterProblem) =>
      `"${problem.word}" is no value of ${problem.field}.${meant(problem)} Possible: ${list(problem.possible)}.`,
    "missing-value": (problem: FilterProblem) =>
      problem.possible.length > 0
        ? `A value of ${problem.field} is missing. Possible: ${list(problem.possible)}.`
        : `A value of ${problem.field} is missing.`,
    "needs-comparison": (problem: FilterProblem) =>
      `A time needs < or > before it: ${list(problem.possible)}. < is less than so long, > is longer.`,
    "no-comparison": (problem: FilterProblem) =>
      `${problem.field} cannot be compared with < or >.${problem.possible.length > 0 ? ` Possible: ${list(problem.possible)}.` : ""}`,
    "no-glob": (problem: FilterProblem) =>
      `${problem.field} takes whole words, without *. Possible: ${list(problem.possible)}.`,
    "not-a-port": (problem: FilterProblem) =>
      `"${problem.word}" is no port and no range of ports from 1 to 65535. Write ${list(problem.possible)}.`,
    "not-a-span": (problem: FilterProblem) =>
      `"${problem.word}" is no time. Write a number with m, h, d or w: ${list(problem.possible)}.`,
    "not-a-date": (problem: FilterProblem) =>
      `"${problem.word}" is no UTC day and no time that ${problem.field} knows. Possible: ${list(problem.possible)}.`,
    "open-quote": (_problem: FilterProblem) => "This quote is never closed.",
    "only-once": (problem: FilterProblem) => `${problem.field} may be given once, with one value.`,
    "not-negated": (problem: FilterProblem) => `${problem.field} cannot be negated.`,
    "too-long": (_problem: FilterProblem) => "A filter may have up to 2,000 characters.",
    "too-many": (_problem: FilterProblem) => "A filter may have up to 100 terms.",
  },
  wrong: {
    title: "This filter cannot be read",
    detail: "Nothing is listed, since a filter that is read in part would show the wrong findings.",
    drop: (word: string) => `Leave out "${word}"`,
    replace: (word: string) => `Use "${word}" instead`,
    first: "Wrong here",
  },
  ofToday: (fields: string) =>
    `${fields}: as it is today. What it was on a past day is not kept, so findings are matched by how they stand now.`,
  completion: {
    list: "Suggestions",
    count: (value: number) => count(value, "suggestion"),
    findings: (value: number) => count(value, "finding"),
  },
  facet: {
    label: "Values by field",
    open: (name: string) => `Choose by ${name}`,
    search: (name: string) => `Find a value of ${name}`,
    reading: "Reading values",
    broken: (why: string) => `Values could not be read: ${why}`,
    number: (value: number) => number(value),
    nothing: "No value matches",
    some: (value: number) => `The first ${number(value)} are shown; type to find others.`,
  },
  views: {
    label: "Views",
    menu: "Views of the findings",
    builtIn: "Always there",
    shared: "Shared",
    mine: "Mine",
    none: "None yet",
    save: "Save this view",
    saveLabel: "Name of the view",
    share: "Share with everybody",
    saved: (name: string) => `Saved as "${name}"`,
    update: (name: string) => `Set "${name}" to this filter`,
    rename: (name: string) => `Rename "${name}"`,
    remove: (name: string) => `Delete "${name}"`,
    removed: (name: string) => `"${name}" is deleted`,
    copy: (name: string) => `Copy the link to "${name}"`,
    copied: "Link copied",
    notCopied: (link: string) => `The browser does not let the page copy; the link is ${link}`,
    asDefault: (name: string) => `Open the findings with "${name}"`,
    isDefault: "The findings open with this view",
    noDefault: "Open the findings without a view",
    reading: "Reading views",
    broken: (why: string) => `Views could not be read: ${why}`,
    cancel: "Cancel",
    by: (name: string) => `by ${name}`,
    names: {
      critical: "Open critical",
      overdue: "Overdue",
      mine: "Assigned to me",
      new: "New this week",
      accepted: "Accepted",
      internet: "From the internet",
    },
  },
} as const;
