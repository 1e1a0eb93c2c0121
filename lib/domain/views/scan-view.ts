import type { ChangeKind, ScanState } from "../finding-state.ts";
import type { Sweep } from "../observation.ts";
import type { Coverage, ScanProblem, ScanProfile, ScanProgress } from "../scan-report.ts";
import type { Vantage } from "../vantage.ts";
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
}

export interface ScanDetail extends ScanSummary {
  coverage: Coverage | null;
  problems: ScanProblem[];
  sweeps: Sweep[];
  verdicts: Record<"fail" | "pass" | "unknown" | "not-applicable", number> | null;
  /** The scan of the same cluster before this one, for the comparison link. */
  previousScanId: string | null;
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
  changes: ScanChange[];
}
