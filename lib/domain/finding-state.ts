export const findingStates = ["open", "acknowledged", "accepted", "false-positive", "resolved"] as const;
export type FindingState = (typeof findingStates)[number];

/** Why a finding is resolved; only "fixed" counts for time to repair. */
export const resolutions = ["fixed", "node-gone", "check-retired", "out-of-scope"] as const;
export type Resolution = (typeof resolutions)[number];

export const findingEventKinds = [
  "opened",
  "reopened",
  "resolved",
  "severity-changed",
  "rechecked",
  "unknown",
  // What people did, and what came of it.
  "acknowledged",
  "unacknowledged",
  "accepted",
  "acceptance-ended",
  "false-positive",
  "assigned",
  "due-changed",
  "commented",
] as const;
export type FindingEventKind = (typeof findingEventKinds)[number];

export const changeKinds = ["new", "fixed", "changed", "same", "not-comparable", "gone-with-node"] as const;
export type ChangeKind = (typeof changeKinds)[number];

export const scanStates = ["queued", "running", "complete", "partial", "failed", "cancelled"] as const;
export type ScanState = (typeof scanStates)[number];
