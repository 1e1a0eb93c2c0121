import type { Distribution } from "../distribution.ts";
import type { ScanProfile } from "../scan-report.ts";
import type { Severity } from "../severity.ts";
import type { ScanSummary } from "./scan-view.ts";

export type SeverityCounts = Record<Severity, number>;

/** A 0-100 score that says how it was made and from how much. */
export interface Score {
  value: number | null;
  /** The formula with this cluster's numbers in it, in words. */
  formula: string;
  /** Shares of nodes checked and of judgements that were not unknown, 0..1. */
  coverage: number;
}

export interface ClusterRow {
  id: string;
  name: string;
  source: "kubeconfig" | "in-cluster" | "inventory";
  /** Server of the kubeconfig's context, or a description of the inventory; never a credential. */
  target: string;
  context: string | null;
  uid: string | null;
  version: string | null;
  distribution: Distribution | null;
  isDemo: boolean;
  authorizationProofs: boolean;
  createdAt: string;
  nodes: { known: number; checked: number };
  open: SeverityCounts;
  score: Score;
  /** Judgements that could not be made, and the scan that they stand in. */
  unknown: { judgements: number; scanId: string | null };
  /** The last scan that ended with results; null while no scan ever did. */
  lastScan: ScanSummary | null;
  /** The newest scan whatever became of it. */
  lastAttempt: ScanSummary | null;
  runningScan: ScanSummary | null;
  nextScheduledAt: string | null;
}

export interface NewCluster {
  name: string;
  source: "kubeconfig" | "in-cluster" | "inventory";
  /** Kubeconfig or inventory text; sealed before it is stored. */
  secret: string | null;
  context: string | null;
  /** "upload" for what a browser sent, "file" for the server's own. */
  origin: "upload" | "file";
  target: string;
  authorizationProofs: boolean;
  isDemo?: boolean;
}

export interface ConnectionStep {
  id: string;
  title: string;
  state: "ok" | "failed" | "missing";
  detail: string;
  grant?: string;
}

export interface ConnectionTest {
  id: string;
  state: "queued" | "running" | "done" | "failed";
  ok: boolean | null;
  server: string | null;
  version: string | null;
  distribution: Distribution | null;
  nodes: number | null;
  steps: ConnectionStep[];
  message: string | null;
}

export interface ScheduleRow {
  id: string;
  clusterId: string;
  clusterName: string;
  cron: string;
  timeZone: string;
  profile: ScanProfile;
  paused: boolean;
  nextDueAt: string | null;
  lastDueAt: string | null;
  lastScanId: string | null;
  /** The last due time that made no scan, and why. */
  lastSkipped?: { dueAt: string; reason: string } | null;
  createdAt: string;
}
