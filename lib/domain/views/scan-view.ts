import type { ChangeKind, ScanState } from "../finding-state.ts";
import type { Sweep } from "../observation.ts";
import type { Coverage, ScanProblem, ScanProfile, ScanProgress } from "../scan-report.ts";
import type { Severity } from "../severity.ts";
import type { Subject } from "../subject.ts";
import type { Vantage } from "../vantage.ts";
import type { Verdict } from "../verdict.ts";
import type { SeverityCounts } from "./cluster-view.ts";

export interface ScanSummary {
  id: string;
  clusterId: string;
  clusterName: string;
  state: ScanState;
  trigger: "manual" | "schedule" | "recheck" | "cli";
  profile: ScanProfile;
  vantage: Vantage | null;
  requestedAt: string;
  startedAt: string | null;
  finishedAt: string | null;
  nodes: { known: number; checked: number } | null;
  /** Fails by severity in this scan's results. */
  found: SeverityCounts | null;
  changes: { new: number; fixed: number } | null;
  progress: ScanProgress | null;
  message: string | null;
  /** The stopped scan whose remaining nodes this one looks at. */
  resumes?: string | null;
}

export interface ScanDetail extends ScanSummary {
  coverage: Coverage | null;
  problems: ScanProblem[];
  sweeps: Sweep[];
  verdicts: Record<"fail" | "pass" | "unknown" | "not-applicable", number> | null;
  /** The scan of the same cluster before this one, for the comparison link. */
  previousScanId: string | null;
}

/** One answer of a check in one scan. */
export interface ScanResultRow {
  fingerprint: string;
  checkId: string;
  headline: string;
  subject: Subject;
  severity: Severity;
  verdict: Verdict;
  reason: string;
  vantage: Vantage;
  /** What a later look said about the same subject, a re-check or another scan; null when there was none. */
  since: { verdict: Verdict; at: string } | null;
}

/** One line of a comparison of two scans. */
export interface ScanChange {
  kind: ChangeKind;
  fingerprint: string;
  findingId: string | null;
  checkId: string;
  headline: string;
  node: string | null;
  port: number | null;
  /** For "changed": which field, from what to what. For "not-comparable": why. */
  detail: string | null;
}

export interface ScanDiff {
  a: ScanSummary;
  b: ScanSummary;
  counts: Record<ChangeKind, number>;
  /** One page of them; `total` counts all but what is the same. */
  changes: ScanChange[];
  total: number;
  nextCursor: string | null;
}
