import type { Beside } from "./beside.ts";
import type { Component, EvidenceItem, References } from "./check.ts";
import type { Distribution } from "./distribution.ts";
import type { ClusterNode } from "./inventory.ts";
import type { Observation, Sweep } from "./observation.ts";
import type { BaselineInForce } from "./port-baseline.ts";
import type { PortOwner } from "./port-owner.ts";
import type { DeclaredPort } from "./previous-scan.ts";
import type { Remediation, RemediationContext } from "./remediation.ts";
import type { EffectiveSetting } from "./setting.ts";
import type { Severity } from "./severity.ts";
import type { Subject } from "./subject.ts";
import type { Vantage } from "./vantage.ts";
import type { Verdict } from "./verdict.ts";

export const scanProfiles = ["quick", "standard", "full"] as const;
export type ScanProfile = (typeof scanProfiles)[number];

/** Something that broke; the scan went on. */
export interface ScanProblem {
  /** Node name, address:port or the API path. */
  where: string;
  message: string;
}

/** What a stopped scan, and those that it resumed, had come to: names of nodes, and which of them did not answer. */
export interface ResumedScan {
  scanId: string;
  nodes: string[];
  unreachable: string[];
}

export interface Coverage {
  nodes: {
    known: number;
    checked: number;
    unreachable: string[];
    /** Names of the nodes that it came to, reachable or not; of a partial scan alone. */
    looked?: string[];
  };
  /** What was left out because the scan that this one resumes had come to it; nodes that are still there. */
  resumed?: ResumedScan;
  probes: { planned: number; done: number; failed: number };
  lost: { need: string; checks: string[]; why: string; grant: string | null }[];
}

export interface CheckResult {
  checkId: string;
  /** The check's; read from its id where a report leaves it out. */
  component?: Component;
  verdict: Verdict;
  severity: Severity;
  subject: Subject;
  vantage: Vantage;
  /** The check's title: the wanted state, whatever the subject. */
  title?: string;
  /** What is wrong in a sentence; the check's title when nothing is. */
  headline: string;
  reason: string;
  evidence: EvidenceItem[];
  remediation: Remediation;
  /** What the remediation was filled with, so that another distribution's can be rendered later. */
  context: RemediationContext;
  references: References;
  fingerprint: string;
  /** Sources, owner, users, holders and other tools' words about the same thing. */
  beside?: Beside;
}

/** The whole outcome of one scan; `breakwater scan --format json` prints exactly this. */
export interface ScanReport {
  schemaVersion: 1;
  tool: { name: "breakwater"; version: string };
  cluster: {
    name: string;
    uid: string;
    version: string | null;
    distribution: Distribution;
    source: "kubeconfig" | "in-cluster" | "inventory";
  };
  vantage: Vantage;
  startedAt: string;
  finishedAt: string;
  profile: ScanProfile;
  /** "complete"; "partial" when cancelled or out of time: finished nodes are kept; what was not looked at is unknown. */
  outcome: "complete" | "partial";
  coverage: Coverage;
  nodes: (Pick<
    ClusterNode,
    "name" | "uid" | "roles" | "kubeletVersion" | "distribution" | "osImage" | "ready" | "kubeletPort"
  > & {
    addresses: string[];
    /** topology.kubernetes.io/zone; null where the node has none. */
    zone?: string | null;
    /** Effective kubelet configuration, or why it is unknown. */
    kubeletConfig: import("./inventory.ts").KubeletConfigAnswer;
    /** Effective settings of every component on the node. */
    settings?: EffectiveSetting[];
  })[];
  observations: Observation[];
  sweeps: Sweep[];
  results: CheckResult[];
  /** Who declares which port. */
  owners?: PortOwner[];
  /** Ports that Services declare on every node; null where Services could not be read. */
  declaredPorts?: DeclaredPort[] | null;
  /** Version of the expected ports that it was judged by; null where there was none. */
  baseline?: Pick<BaselineInForce, "version" | "savedAt"> | null;
  problems: ScanProblem[];
}

/** Narrows a scan to what a "Re-check" asks for. */
export interface ScanScope {
  /** Node names; undefined is all. */
  nodes?: string[];
  checks?: string[];
  /** Left out: what the scan that this one resumes had come to. */
  resumes?: ResumedScan;
}

export interface ScanProgress {
  phase: "discovery" | "probes" | "checks";
  nodesDone: number;
  nodesKnown: number;
  probesDone: number;
  probesPlanned: number;
  unreachable: number;
}
