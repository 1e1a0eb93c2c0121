import { count, number } from "./plural.ts";

const listed = (parts: readonly string[], word: string) =>
  parts.length > 1 ? `${parts.slice(0, -1).join(", ")} ${word} ${parts.at(-1)}` : (parts[0] ?? "");

interface Summary {
  kind: "accept" | "false-positive";
  /** "3 findings", "every finding of …". */
  what: string;
  until: string | null;
  days: number;
  conditions: readonly string[];
  reviewer: string;
}

/** What is loaded with the first act of triage: its dialogs and what they answer. */
export const triageDialog = {
  findings: (value: number) => count(value, "finding"),
  titles: {
    menu: "What to do",
    assign: "Assign",
    due: "Due date",
    accept: "Accept risk",
    "false-positive": "False positive",
    name: "Your name",
  },
  everything: (value: number) => `Everything that matches: ${count(value, "finding")}`,
  menu: {
    hint: "Press the letter, or move with the arrow keys.",
    keys: { acknowledge: "e", assign: "s", due: "d", accept: "r", "false-positive": "f", reopen: "o" },
    details: {
      acknowledge: "It is seen and stays open.",
      assign: "Say who takes care of it.",
      due: "Another date than the policy's.",
      accept: "Live with it until a day, for a reason.",
      "false-positive": "It is none, and this shows it.",
      reopen: "Back to open, out of its acceptance.",
    },
  },
  name: {
    label: "Your name",
    hint: "Others see who decided. Left empty, it is the local operator.",
    save: "Use this name",
    saved: (name: string) => `You act as ${name} from now on`,
    give: "Say who you are",
  },
  reason: "Reason",
  reasonHint: "Why this can be lived with, for those who read it later.",
  whyNone: "Why it is none",
  proof: "What shows it",
  proofHint: "A command and its answer, a ticket, a document.",
  tooShort: (least: number) => `Say it in at least ${number(least)} characters.`,
  until: "Until",
  untilHint: "At most a year from now.",
  days: (value: number) => count(value, "day"),
  otherDay: "Day",
  noEnd: "No end",
  badDay: "Choose a day from tomorrow on, at most a year ahead.",
  badDue: "Choose a day from tomorrow on.",
  scope: {
    label: "What it covers",
    these: (value: number) => (value === 1 ? "This finding alone" : `These ${count(value, "finding")} alone`),
    check: (check: string) => `Every finding of ${check}, also those to come`,
    selector: "What a filter selects, also what is to come",
    selectorLabel: "Selector",
    selectorHint: "By what a finding is and where it lies: node:worker-* port:10250",
    where: "In",
    everyCluster: "Every cluster",
    covers: (value: number) => `Covers ${count(value, "open finding")} now`,
    counting: "Counting",
    unread: (why: string) => `Cannot be counted: ${why}`,
    empty: "Write what it selects.",
  },
  conditions: {
    label: "Void as soon as",
    openFrom: (place: string) => `the port is open from ${place}`,
    places: {
      internet: "the internet",
      "other-network": "another network",
      pod: "a pod",
      "worker-node": "the node network",
      "control-plane": "the control plane",
      "node-local": "the node itself",
    },
    evidence: "what answers changes",
    wholly: "It is seen from the internet already: nothing reaches wider.",
  },
  reviewer: "Reviewer",
  reviewerHint: "Somebody else who looks at it again; may be left empty.",
  reviewerSelf: "Somebody else than you reviews it.",
  summary: ({ kind, what, until, days, conditions, reviewer }: Summary) => {
    const is = kind === "accept" ? `You accept the risk of ${what}` : `You say that ${what} is no risk`;
    const end = until === null ? "without an end" : `until ${until} (${count(days, "day")})`;
    const voids = conditions.length > 0 ? ` It ends sooner as soon as ${listed(conditions, "or")}.` : "";
    return `${is}, ${end}.${voids}${reviewer ? ` ${reviewer} reviews it.` : ""}`;
  },
  what: {
    these: (value: number) => (value === 1 ? "this finding" : count(value, "finding")),
    check: (check: string, cluster: string | null) =>
      `every finding of ${check} ${cluster ? `in ${cluster}` : "in every cluster"}`,
    selector: (selector: string, cluster: string | null) =>
      `everything that ${selector || "…"} selects ${cluster ? `in ${cluster}` : "in every cluster"}`,
  },
  assign: {
    label: "To whom",
    hint: "Any name; names that are known are suggested.",
    me: "Me",
    none: "Nobody",
    save: "Assign",
  },
  due: { label: "To be put right by", policy: "As the policy says", save: "Set the date", days: "From today" },
  submit: {
    accept: (value: number) => (value > 1 ? `Accept the risk of ${number(value)}` : "Accept the risk"),
    "false-positive": (value: number) =>
      value > 1 ? `Call ${number(value)} false positives` : "Call it a false positive",
  },
  moved: (value: number) => `${count(value, "finding")} match now. Press again to do it for these.`,
  readFailed: (why: string) => `Something could not be read: ${why}`,
  failed: "The server did not answer. Nothing is known to have changed; what you wrote stands here.",
  done: {
    acknowledge: (value: number) => `${count(value, "finding")} acknowledged`,
    reopen: (value: number) => `${count(value, "finding")} open again`,
    assign: (value: number) => `${count(value, "finding")} assigned`,
    due: (value: number) => `${count(value, "finding")} dated`,
    accept: (value: number) => `Risk of ${count(value, "finding")} accepted`,
    "false-positive": (value: number) => `${count(value, "false positive")}`,
  },
  nothing: "Nothing was changed.",
  covering: "It holds from now on, and covers nothing yet.",
  undo: "Undo",
  undone: (value: number) => `Taken back for ${count(value, "finding")}`,
  nothingToUndo: "There is nothing to take back.",
  skipped: (value: number, why: string) =>
    `${count(value, "finding")} left as ${value === 1 ? "it is" : "they are"}: ${why}`,
  skips: {
    already: "so already",
    resolved: "resolved",
    decided: "accepted or a false positive; reopen first",
    "not-covered": "not covered by what was chosen",
    "open-from-there": "open from a place that would end the acceptance at once",
    gone: "no longer there",
  },
  conflicts: {
    title: (value: number) => `${count(value, "finding")} changed by somebody else`,
    lead: "They were left as they are.",
    changed: (by: string, ago: string, state: string) => `changed by ${by} ${ago} to ${state.toLowerCase()}`,
    look: "Look",
    anyway: "Do it anyway",
    all: (value: number) => `Do it anyway for all ${number(value)}`,
  },
  comment: {
    label: "Comment",
    hint: "Markdown. Ctrl+Enter sends.",
    write: "Write",
    preview: "Preview",
    nothing: "Nothing to preview.",
    send: "Comment",
    save: "Save",
    removed: "Comment removed",
    reallyRemove: "Remove it for good",
    empty: "Write something first.",
    image: (alt: string) => `image: ${alt || "without a description"}`,
  },
} as const;
