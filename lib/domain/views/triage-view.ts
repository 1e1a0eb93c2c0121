import type { FindingState } from "../finding-state.ts";
import type { Severity } from "../severity.ts";
import type {
  AcceptanceCondition,
  AcceptanceKind,
  AcceptanceScope,
  AcceptanceState,
  SlaDays,
  TriageKind,
} from "../triage.ts";

/** "unused": active and covers nothing now; "invalid": what it names is no more (check, cluster, selector that is no filter). */
export const acceptanceStandings = [
  "matched",
  "unused",
  "expiring",
  "expired",
  "voided",
  "revoked",
  "invalid",
] as const;
export type AcceptanceStanding = (typeof acceptanceStandings)[number];

export const acceptanceSorts = ["-created", "created", "expires", "-ended"] as const;
export type AcceptanceSort = (typeof acceptanceSorts)[number];

/** What the list of acceptances can be asked; arrays mean "any of". */
export interface AcceptanceQuery {
  standing?: AcceptanceStanding[];
  kind?: AcceptanceKind[];
  /** Those that concern it: its own, and those of every cluster that can cover something in it. */
  cluster?: string;
  check?: string[];
  /** Name of who is to review, or did; "-": nobody. */
  reviewer?: string;
  /** Name of who made it. */
  by?: string;
  /** Words that all must occur in reason, selector, check or names. */
  q?: string;
  sort?: AcceptanceSort;
  limit?: number;
  cursor?: string;
}

export interface AcceptanceRow {
  id: string;
  kind: AcceptanceKind;
  scope: AcceptanceScope;
  state: AcceptanceState;
  standing: AcceptanceStanding;
  clusterId: string | null;
  clusterName: string | null;
  checkId: string | null;
  checkTitle: string | null;
  selector: string;
  reason: string;
  proof: string;
  condition: AcceptanceCondition;
  createdBy: string;
  createdAt: string;
  expiresAt: string | null;
  reviewer: string | null;
  reviewedAt: string | null;
  endedAt: string | null;
  endedReason: string | null;
  endedBy: string | null;
  /** Findings that it covers now, and those that it ever covered. */
  matched: number;
  everMatched: number;
  /** Why it is invalid, as a sentence. */
  problem: string | null;
  version: number;
}

/** A page of acceptances; `counts` are of the same filter with every standing. */
export interface AcceptancePage {
  items: AcceptanceRow[];
  nextCursor: string | null;
  total: number;
  counts: Record<AcceptanceStanding, number>;
}

export interface FindingComment {
  id: string;
  at: string;
  by: string;
  /** True where the reader wrote it and may edit it. */
  own: boolean;
  /** Markdown as written. */
  body: string;
  editedAt: string | null;
  version: number;
}

/** What stands on one finding beside what scans saw. */
export interface FindingTriage {
  version: number;
  state: FindingState;
  assignee: string | null;
  dueAt: string | null;
  /** True where a person set the date. */
  dueSet: boolean;
  triagedAt: string | null;
  triagedBy: string | null;
  acceptance: AcceptanceRow | null;
  comments: FindingComment[];
}

export interface TriageActRow {
  id: string;
  at: string;
  by: string;
  kind: TriageKind;
  total: number;
  undoneAt: string | null;
  undoneBy: string | null;
}

export interface SlaPolicyView {
  /** "" is every cluster that has none of its own. */
  clusterId: string;
  clusterName: string | null;
  days: SlaDays;
  updatedAt: string;
  updatedBy: string | null;
}

/** What other days to repair would do, by severity, over the findings that go by them. */
export interface SlaPreview {
  severities: {
    severity: Severity;
    open: number;
    /** Overdue by the days of now, by the others, and only by the others. */
    now: number;
    later: number;
    become: number;
  }[];
}

/** A finding that an acceptance covers, or once covered. */
export interface CoveredFinding {
  findingId: string;
  headline: string;
  severity: Severity;
  state: FindingState;
  version: number;
  /** True while it covers it. */
  now: boolean;
  since: string;
  /** null while it covers it. */
  until: string | null;
}
