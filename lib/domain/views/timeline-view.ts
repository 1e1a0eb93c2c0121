import type { EvidenceItem } from "../check.ts";
import type { FindingState, Resolution } from "../finding-state.ts";
import type { ClusterChangeKind } from "../memory.ts";
import type { Observation } from "../observation.ts";
import type { PortState, Protocol } from "../port-state.ts";
import type { Severity } from "../severity.ts";
import type { Vantage } from "../vantage.ts";
import type { Verdict } from "../verdict.ts";
import type { FeedKind } from "./change-view.ts";
import type { FindingEvent } from "./finding-view.ts";

/** Why nothing is known of a time: a scan ended in which nobody looked. */
export const lookGaps = ["node-gone", "out-of-reach", "narrower-profile", "scan-failed", "not-looked-at"] as const;
export type LookGap = (typeof lookGaps)[number];

/** A time in which a port was one thing. Times are looks: what was between two of them is taken to be the earlier. */
export interface PortStretch {
  state: PortState | "unknown";
  /** Set where the state is unknown since nobody looked; null where a look came to no answer. */
  gap: LookGap | null;
  service: string | null;
  /** Key of `answers`: what answered. */
  answerId: number | null;
  since: string;
  /** null: it still is. */
  until: string | null;
  /** The last look in it; of a gap the last look before it. */
  confirmedAt: string;
  /** The scan that saw it first, or that did not look; null where it was a re-check, or the scan is no longer kept. */
  firstScanId: string | null;
  lastScanId: string | null;
}

/** Something that happened on the node or in the cluster between the two looks of a change. */
export interface TimelineCause {
  id: string;
  at: string;
  kind: ClusterChangeKind;
  message: string;
  /** "explains": it does exactly this to this port. "same-time": it happened then, and no more is known. */
  relation: "explains" | "same-time";
}

/** One side of a change, as it was seen. */
export interface PortSide {
  state: PortState | "unknown";
  service: string | null;
  answerId: number | null;
  /** When it was seen last before, or first after. */
  seenAt: string;
  scanId: string | null;
}

/** Two looks that follow each other and do not agree. */
export interface PortTimelineChange {
  id: string;
  /** The look that saw it. */
  at: string;
  kind: "opened" | "closed" | "changed";
  before: PortSide;
  after: PortSide;
  /** True where scans ended in between without looking. */
  acrossGap: boolean;
  /** What can explain it, the likeliest first; empty where nothing is known. */
  causes: TimelineCause[];
}

/** A port of one address as one vantage sees it. */
export interface PortStrip {
  /** For anchors: address and vantage. */
  id: string;
  address: string;
  vantage: Vantage;
  stretches: PortStretch[];
  /** Newest first. */
  changes: PortTimelineChange[];
  /** True where the range has more changes than are told, all of them earlier. */
  isCut: boolean;
  /** The first look there is; null where nothing of it is kept. */
  firstLookedAt: string | null;
}

export interface PortTimeline {
  nodeId: string;
  nodeName: string;
  clusterId: string;
  clusterName: string;
  port: number;
  protocol: Protocol;
  from: string;
  to: string;
  strips: PortStrip[];
  /** The machine's own coming and going in the range, whether or not the port changed with it; newest first. */
  machine: TimelineCause[];
  /** What answered, by id, without times. */
  answers: Record<string, Partial<Observation>>;
}

export const nodeTimelineKinds = ["node", "setting", "reach", "port", "finding"] as const;
/** "node" is its coming, going, upgrades and what else it is; "reach" whether scans could look at it. */
export type NodeTimelineKind = (typeof nodeTimelineKinds)[number];

export interface NodeTimelineEntry {
  id: string;
  at: string;
  kind: NodeTimelineKind;
  what: FeedKind | LookGap | "in-reach";
  /** A sentence; of a finding its headline. Empty where `what` says it all. */
  message: string;
  /** For "reach": from where. */
  vantage: string | null;
  port: number | null;
  protocol: Protocol | null;
  scanId: string | null;
  findingId: string | null;
  severity: Severity | null;
}

export interface NodeTimelineQuery {
  nodeId: string;
  /** Any of these; all where left out. */
  kind?: NodeTimelineKind[];
  limit?: number;
  cursor?: string;
}

/** A time in which a finding stood in one state at one severity. */
export interface FindingStretch {
  state: FindingState;
  severity: Severity;
  since: string;
  until: string | null;
  /** How it ended: a resolution, or "state" or "severity" where the next stretch follows at once. */
  endedAs: Resolution | "state" | "severity" | null;
}

/** A time in which the check said one thing of the subject. */
export interface VerdictStretch {
  verdict: Verdict;
  severity: Severity;
  headline: string;
  reason: string;
  vantage: Vantage;
  /** Set where nobody looked. */
  gap: LookGap | null;
  since: string;
  until: string | null;
  confirmedAt: string;
  firstScanId: string | null;
  lastScanId: string | null;
}

/** Two verdicts that follow each other, with the proof of both. */
export interface VerdictChange {
  id: string;
  at: string;
  before: VerdictStretch & { evidence: EvidenceItem[] };
  after: VerdictStretch & { evidence: EvidenceItem[] };
}

export interface FindingTimeline {
  findingId: string;
  from: string;
  to: string;
  states: FindingStretch[];
  verdicts: VerdictStretch[];
  /** Newest first, at most fifty. */
  changes: VerdictChange[];
  /** Newest first. */
  events: FindingEvent[];
  /** Whether the range has more than are told, all of them earlier. */
  isCut: { changes: boolean; events: boolean };
}
