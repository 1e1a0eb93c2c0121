import type { Distribution } from "./distribution.ts";
import type { Evidence } from "./evidence.ts";
import type { NetworkIntent } from "./network-intent.ts";
import type { Right } from "./rbac.ts";
import type { Remediation, RemediationContext } from "./remediation.ts";
import type { SettingComponent, SettingValue } from "./setting.ts";
import type { Severity, SeverityByVantage } from "./severity.ts";
import type { Subject } from "./subject.ts";
import type { Vantage } from "./vantage.ts";
import type { Verdict } from "./verdict.ts";
import type { Door } from "./workload.ts";

export const components = [
  "kubelet",
  "etcd",
  "api-server",
  "controller-manager",
  "scheduler",
  "kube-proxy",
  "nodeport",
  "service",
  "host-port",
  "network-policy",
  "rbac",
  "certificate",
  "cni",
  "other",
] as const;
export type Component = (typeof components)[number];

/** One thing that was asked and what came back, as the proof of a verdict. */
export interface EvidenceItem {
  /** "GET https://192.0.2.4:10250/pods without credentials", "KubeletConfiguration of worker-4 through /configz". */
  sent: string;
  /** "200 PodList, 7 pods in 3 namespaces", "authentication.anonymous.enabled: true". */
  received: string;
  /** RFC 3339. */
  at: string;
  vantage: Vantage | null;
  /** The item that decided. */
  decisive: boolean;
  detail?: string[];
  /** Set where the proof is no longer kept; `received` says so. */
  removed?: true;
}

export interface Judgement {
  verdict: Verdict;
  /** One sentence: why this verdict. Of an unknown: what was missing and how to supply it. */
  reason: string;
  /** Only a fail needs one; the check's own base otherwise. */
  severity?: Severity;
  /** The widest vantage that decided. */
  vantage?: Vantage;
  evidence: EvidenceItem[];
  /** What the remediation is to be filled with beside the subject. */
  values?: Record<string, string>;
}

export interface References {
  cis: string[];
  nsa: string | null;
  mitre: string[];
  ms: string[];
  cwe: string[];
  cve: string[];
  urls: string[];
  /** Ids of other tools' checks, e.g. "kube-bench 4.2.1". */
  tools: string[];
}

/** A rule with its text, its severity and its remediation. One file and one line in lib/checks/index.ts. */
export interface Check {
  /** kebab-case, equal to the file name; never reused. */
  id: string;
  /** Raised by one whenever the same evidence may be judged otherwise than before; 1 where absent. */
  revision?: number;
  component: Component;
  tier: 1 | 2 | 3;
  kind: "probe" | "config" | "hybrid";
  /** The wanted state, answerable yes or no, at most 90 characters. */
  title: string;
  /** What is wrong, said of this subject: "Kubelet on worker-4 runs commands for anyone who can reach it". */
  headline(subject: Subject): string;
  /** Ports that it needs to be probed; the kubelet's and NodePorts are added per node. */
  ports: number[];
  /** What discovery must have read, e.g. ["list services"]; a lost need makes its verdicts unknown. */
  needs: string[];
  severity: {
    byVantage: SeverityByVantage | null;
    base: Severity;
    rule: string;
    /** Between these lies the severity of every fail of this check, wherever it is seen from. */
    range: readonly [worst: Severity, mildest: Severity];
  };
  rationale: string;
  subjects(evidence: Evidence): Subject[];
  judge(subject: Subject, evidence: Evidence): Judgement;
  /** Distributions with a text of their own; every other takes the generic one. */
  distributions: Distribution[];
  remediate(context: RemediationContext): Remediation;
  tradeoffs: string[];
  failureModes: string[];
  references: References;
  /** Settings that it judges: their sources are shown beside the verdict, and the diff is made from them. */
  settings?: { component: SettingComponent; names: readonly string[] };
  /** The values those settings should have, for the diff; a key of `settings.names`. */
  wanted?(context: RemediationContext): Record<string, SettingValue>;
  /** Doors that its fix closes: what is known to walk through them is listed before the fix. */
  closes?: readonly Door[];
  /** Of a check of several doors: those that the fix for this subject closes, all within `closes`. */
  closesFor?(subject: Subject): readonly Door[];
  /** Rights that open the same door: who holds them is shown beside the verdict. */
  rights?: readonly Right[];
  /** Who is to reach the port from now on, where a packet filter or a policy is part of the fix. */
  allow?(context: RemediationContext): NetworkIntent | null;
  /** Why our severity differs from what other tools say of the same thing. */
  severityDiffers?: string;
}
