import type { ApprovalStanding } from "../port-approval.ts";
import type { ExposureWay } from "../port-owner.ts";
import type { Protocol } from "../port-state.ts";
import type { Severity } from "../severity.ts";
import type { VantageKind } from "../vantage.ts";
import type { PortSection } from "../well-known-ports.ts";

/**
 * Whether a port is meant to be open, by the baselines of the clusters in which it is: "unexpected" as soon as one place
 * is, "unconfirmed" where an entry names a Service and Services could not be read, "no-baseline" where a cluster has none.
 */
export const portExpectations = ["unexpected", "unconfirmed", "no-baseline", "expected"] as const;
export type PortExpectation = (typeof portExpectations)[number];

export const fleetPortSorts = ["worst", "port", "nodes", "findings", "oldest", "newest"] as const;
export type FleetPortSort = (typeof fleetPortSorts)[number];

export interface FleetPortQuery {
  cluster?: string;
  /** Words: a number is the port itself, others occur in what answers, who owns it or what the reference says. */
  q?: string;
  protocol?: Protocol;
  section?: PortSection;
  vantage?: VantageKind;
  expectation?: PortExpectation;
  sort?: FleetPortSort;
  limit?: number;
  cursor?: string;
}

/** What was recognised at a port, and on how many nodes or addresses. */
export interface PortAnswerCount {
  /** "kubelet", "grafana"; null where nothing was recognised. */
  name: string | null;
  version: string | null;
  places: number;
}

/** Whose port it is: "Service payments/api", "DaemonSet ingress/nginx", or the component. */
export interface PortOwnerName {
  kind: string;
  name: string;
  via: ExposureWay;
}

/** One port that is open somewhere in the fleet. */
export interface FleetPortRow {
  port: number;
  protocol: Protocol;
  section: PortSection;
  /** Rows of /exposures: one for each address and vantage. */
  exposures: number;
  /** Nodes on which it is open, and nodes on which it was looked at. */
  nodes: number;
  looked: number;
  /** Addresses that belong to no node: load balancers, external IPs. */
  elsewhere: number;
  clusters: { id: string; name: string }[];
  /** Widest first. */
  vantages: VantageKind[];
  answers: PortAnswerCount[];
  owners: PortOwnerName[];
  /** More owners than are named. */
  moreOwners: number;
  expectation: PortExpectation;
  /** Nodes and addresses on which a baseline does not have it; 0 without a baseline. */
  unexpectedPlaces: number;
  /** Since when it is open, where it is longest and where it is newest. */
  oldest: string;
  newest: string;
  /** Open findings on this number, of either protocol. */
  findings: number;
  worst: Severity | null;
}

export const approvalFilters = ["approved", "baseline", "expired", "unreadable", "none"] as const;
export type ApprovalFilter = (typeof approvalFilters)[number];

/** Why a node port looks forgotten. */
export const forgottenSigns = ["leftover", "service-gone", "undeclared", "no-endpoints", "old-unapproved"] as const;
export type ForgottenSign = (typeof forgottenSigns)[number];

/** A node port that is older than this many days without an approval belongs into the review. */
export const oldAfterDays = 90;

export const reviewStates = ["asked", "keep", "remove"] as const;
export type ReviewState = (typeof reviewStates)[number];

/** What was recorded about a node port; nothing on the cluster changes by it. */
export interface PortReview {
  id: string;
  state: ReviewState;
  owner: string | null;
  note: string;
  askedBy: string;
  askedAt: string;
  decidedBy: string | null;
  decidedAt: string | null;
  version: number;
}

export type OwnerSource = "approval" | "baseline" | "team" | "workload" | "release" | "writer";

/** One port of the node-port register: declared by a Service or pod, or open in the range without either. */
export interface NodePortRow {
  /** Of the cluster, port and object; stable over scans. */
  key: string;
  clusterId: string;
  clusterName: string;
  port: number;
  protocol: Protocol;
  /** "undeclared": open in the node-port range, and no Service or pod has it. */
  via: ExposureWay | "undeclared";
  /** "Service", or the kind of the workload or pod. */
  kind: string | null;
  /** null of what nobody declares. */
  namespace: string | null;
  name: string | null;
  serviceUid: string | null;
  targetPort: string | null;
  workloads: string[];
  deployedBy: string | null;
  owner: { name: string; source: OwnerSource } | null;
  /** null where the last scan did not keep it yet. */
  approval: ApprovalStanding | null;
  /** What the cluster's baseline says of it. */
  baseline: { owner: string | null; because: string; until: string | null } | null;
  createdAt: string | null;
  /** Since when it is open where it is open longest; null where it is nowhere. */
  openSince: string | null;
  exposures: number;
  nodes: number;
  looked: number;
  vantages: VantageKind[];
  answers: PortAnswerCount[];
  /** Ready endpoints; null where they are not known or there is no Service. */
  endpoints: number | null;
  /** Open findings on this number in its cluster. */
  findings: number;
  worst: Severity | null;
  signs: ForgottenSign[];
  review: PortReview | null;
}

export interface NodePortQuery {
  cluster?: string;
  namespace?: string;
  /** Name of the owner; "-" for those that nobody is known to own. */
  owner?: string;
  approval?: ApprovalFilter;
  /** Only those with a sign of being forgotten, or only the others. */
  forgotten?: boolean;
  q?: string;
}

export interface NodePortRegister {
  rows: NodePortRow[];
  total: number;
  /** Values of the filters beside the others that are asked for, with how many each leaves. */
  facets: Record<"namespace" | "owner" | "approval", { value: string; count: number }[]>;
  forgotten: number;
}

/** A node port by what stays the same over scans, with the record that the person saw; null where there was none. */
export interface ReviewTarget {
  cluster: string;
  port: number;
  protocol: Protocol;
  namespace: string;
  service: string;
  seen: { id: string; version: number } | null;
}

export interface ReviewOutcome {
  done: PortReview[];
  /** Recorded by somebody else since; left as they are. */
  conflicts: { target: ReviewTarget; by: string; at: string; state: ReviewState | null }[];
}
