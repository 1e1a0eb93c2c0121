import type { Severity } from "../severity.ts";
import type { VantageKind } from "../vantage.ts";
import type { PortSection } from "../well-known-ports.ts";
import type { ClusterRow, Score, SeverityCounts } from "./cluster-view.ts";
import type { FindingEvent, FindingRow } from "./finding-view.ts";
import type { NodeRow } from "./node-view.ts";
import type { ScanSummary } from "./scan-view.ts";

/** Open findings by severity at the end of one scan-day; a day without a scan is absent: a gap, not a zero. */
export interface TrendPoint {
  /** YYYY-MM-DD in UTC. */
  day: string;
  counts: SeverityCounts | null;
  score: number | null;
  nodesChecked: number;
  nodesKnown: number;
}

export interface ExposureStripItem {
  section: PortSection;
  /** Nodes on which at least one port of the section is open from the scanner's vantage, of nodes where it was looked at. */
  reachable: number;
  nodes: number;
  worst: Severity | null;
}

export interface Overview {
  clusters: ClusterRow[];
  nodes: { known: number; checked: number; unreachable: string[] };
  /** When the nodes that count as checked were looked at: the newest and the oldest of these times. */
  freshest: string | null;
  stalest: string | null;
  /** Kinds of the places that the last scans were made from. */
  vantages: VantageKind[];
  open: SeverityCounts;
  unknown: number;
  score: Score;
  trend: TrendPoint[];
  strip: ExposureStripItem[];
  lastScan: ScanSummary | null;
  changes: (FindingEvent & { finding: FindingRow })[];
  longestOpen: FindingRow[];
  worstNodes: NodeRow[];
}
