import type { FindingState } from "./finding-state.ts";
import type { Severity } from "./severity.ts";
import type { VantageKind } from "./vantage.ts";
import type { FindingQuery } from "./views/finding-view.ts";

export const acceptanceKinds = ["accepted", "false-positive"] as const;
export type AcceptanceKind = (typeof acceptanceKinds)[number];

/** "findings": those chosen when it was made and no others; the other two also cover what comes later. */
export const acceptanceScopes = ["findings", "check", "selector"] as const;
export type AcceptanceScope = (typeof acceptanceScopes)[number];

export const acceptanceStates = ["active", "expired", "voided", "revoked"] as const;
export type AcceptanceState = (typeof acceptanceStates)[number];

/** Days that an acceptance lasts where nobody says otherwise, and days before its end on which it is told. */
export const acceptanceDays = 90;
export const acceptanceWarnings = [14, 3] as const;

/** What makes an acceptance void before its end. */
export interface AcceptanceCondition {
  /** As soon as the port is open from one of these places. */
  openFrom: VantageKind[];
  /** As soon as what answered is not what was accepted. */
  evidenceChanges: boolean;
}

/** What a person asks for with "accept risk" or "false positive". */
export interface NewAcceptance {
  scope: AcceptanceScope;
  reason: string;
  /** What shows that it is none; only of false positives, and needed there. */
  proof?: string;
  /** RFC 3339; null: no end, which only a false positive may have. */
  expiresAt: string | null;
  reviewer?: string;
  condition: AcceptanceCondition;
  /** Of "check" and "selector"; cluster null is every cluster. */
  check?: string;
  cluster?: string | null;
  /** Of "selector": in the filter language, "node:worker-* role:worker". */
  selector?: string;
}

/** One act of a person; each is kept with what stood before, so that it can be taken back. */
export type TriageAct =
  | { kind: "acknowledge" }
  /** Back to open: ends an acknowledgement, and takes the finding out of its acceptance. */
  | { kind: "reopen" }
  | { kind: "assign"; assignee: string | null }
  /** Another due date than the policy's, RFC 3339; null: the policy's again. */
  | { kind: "due"; at: string | null }
  | { kind: "accept"; acceptance: NewAcceptance }
  | { kind: "false-positive"; acceptance: NewAcceptance };
export type TriageKind = TriageAct["kind"];

/** Findings that were chosen, with the version that the person saw; or all that a filter matches, as many as were told. */
export type TriageTarget =
  | { kind: "findings"; items: { id: string; version: number }[] }
  | { kind: "filter"; query: FindingQuery; total: number };

export interface TriageConflict {
  findingId: string;
  headline: string;
  /** Who acted since, when, and how it stands now. */
  by: string;
  at: string;
  state: FindingState;
  version: number;
}

/**
 * Why an act leaves a finding as it is: it stands so already; it is resolved; it is accepted or no risk, and is to be
 * reopened first; the acceptance does not cover it; it is open from a place that would end the acceptance at once; it is no more.
 */
export const triageSkips = ["already", "resolved", "decided", "not-covered", "open-from-there", "gone"] as const;
export type TriageSkip = (typeof triageSkips)[number];

export interface TriageOutcome {
  /** For undo; null where nothing was changed. */
  actId: string | null;
  done: number;
  /** Changed by somebody else since; left as they are. */
  conflicts: TriageConflict[];
  /** Left as they are since the act does not apply, with how many and why. */
  skipped: { why: TriageSkip; count: number }[];
  acceptanceId: string | null;
}

/** Days to repair; null: no date. */
export type SlaDays = Record<Severity, number | null>;
