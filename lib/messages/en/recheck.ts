import { count, number } from "./plural.ts";

/** Looking again at one finding, and at several; apart from the rest of a finding, since these act in the browser. */
export const recheck = {
  title: "Re-check",
  button: "Re-check now",
  again: "Re-check again",
  what: "Probes this one subject again; nothing else is touched.",
  queued: "Waiting for the worker",
  running: "Probing",
  closed: "Fixed. The finding is resolved.",
  confirmed: "Confirmed: it fails now, and the finding is open.",
  unknown: "Could not look, so the finding stays as it was.",
  notApplicable: "The question no longer arises here.",
  failed: "The re-check could not be carried out.",
  last: "Last re-check",
  group: {
    button: (value: number) => `Re-check ${count(value, "finding")}`,
    label: (what: string) => `Re-check ${what}`,
    progress: "Re-check",
    waiting: "Waiting for the worker",
    running: (done: number, total: number) => `${number(done)} of ${number(total)} re-checked`,
    finished: (done: number, total: number) => `${number(done)} of ${number(total)} re-checked.`,
    failed: (value: number) => `${number(value)} could not be carried out`,
    broken: (why: string) => `The progress cannot be read: ${why}`,
  },
} as const;
