import type { Resolution } from "../finding-state.ts";
import type { Severity } from "../severity.ts";
import type { VantageKind } from "../vantage.ts";
import type { PortSection } from "../well-known-ports.ts";
import type { SeverityCounts } from "./cluster-view.ts";

export const trendDimensions = ["all", "role", "namespace", "distribution"] as const;
export type TrendDimension = (typeof trendDimensions)[number];

export interface TrendsQuery {
  clusterId?: string;
  /** First and last UTC day, YYYY-MM-DD, both included. */
  from: string;
  to: string;
  dimension?: TrendDimension;
  /** A value of the dimension; "" where findings have none. */
  value?: string;
  /** "then" as judged then, "now" replayed with later rules as far back as evidence is kept. */
  rules?: "then" | "now";
}

/** How things stood at the end of one UTC day on which a scan ended; a day without one is absent. */
export interface TrendDayPoint {
  day: string;
  /** The instant that lists are asked for, so that they count the same rows; null is now. */
  at: string | null;
  open: SeverityCounts;
  passed: number;
  unknown: number;
  score: number | null;
  nodesKnown: number;
  nodesChecked: number;
  /** Open findings that have a due date, and those past it; null where nobody counted them then. */
  sla: { due: number; overdue: number } | null;
  /** Acceptances that held, and those of them that end within 14 days; only where no part of a cluster is asked for. */
  acceptances: { active: number; ending: number } | null;
  /** Open ports by class and vantage; only where no part of a cluster is asked for. */
  exposures: { section: PortSection; vantage: VantageKind; open: number }[];
}

/** What came and went in one week that begins on Monday (UTC); the edges of the range cut it. */
export interface TrendWeek {
  /** First and last day of it, inside the range. */
  from: string;
  to: string;
  opened: SeverityCounts;
  reopened: SeverityCounts;
  fixed: SeverityCounts;
  /** Ended without being fixed. */
  ended: Record<Exclude<Resolution, "fixed">, number>;
  accepted: number;
}

/** Mean time to repair of what was fixed in the range; nothing else counts. */
export interface TrendRepair {
  severity: Severity;
  fixed: number;
  meanSeconds: number | null;
  /** What ended otherwise, beside it. */
  endedOtherwise: number;
}

/** Where the line may jump for another reason than the clusters: other rules, or a cluster more or less. */
export interface TrendMark {
  day: string;
  kind: "rules" | "cluster-added" | "cluster-removed";
  /** Ids of checks that came, went or changed; names of clusters. */
  names: string[];
}

export interface Trends {
  query: Required<Omit<TrendsQuery, "clusterId">> & { clusterId: string | null };
  points: TrendDayPoint[];
  weeks: TrendWeek[];
  repair: TrendRepair[];
  marks: TrendMark[];
  /** Values of the dimension that occur in the range. */
  values: string[];
  /** First day with numbers at all. */
  firstDay: string | null;
  /** First day that can be drawn with later rules; null where nothing was replayed. */
  replayedFrom: string | null;
}
