import type { Distribution } from "./distribution.ts";
import type { SettingSourceKind, SettingValue } from "./setting.ts";
import type { Subject } from "./subject.ts";

export interface RemediationStep {
  text: string;
  /** Ready to run or paste; values of this node are already in it, quoted for the shell. */
  code?: string;
  language?: "bash" | "yaml" | "json" | "nft" | "hcl";
  /** The file that the code belongs into. */
  file?: string;
}

export interface Remediation {
  distribution: Distribution;
  summary: string;
  steps: RemediationStep[];
  verify: { command: string; expect: string };
  /** How to take it back. */
  undo?: string;
}

/** The cluster's own values that a remediation is filled with. */
export interface RemediationContext {
  distribution: Distribution;
  subject: Subject;
  /** Address of the node or endpoint to verify against. */
  address: string;
  port: number;
  nodeName: string | null;
  controlPlaneAddresses: string[];
  podCIDRs: string[];
  clusterName: string;
  /** null where it is not known. */
  serviceCIDR?: string | null;
  /** Every address of the node. */
  nodeAddresses?: string[];
  isControlPlane?: boolean;
  kubernetesVersion?: string | null;
  /** What the check's settings are now, and what said so; decidedBy is "default" where nobody wrote the value down. */
  current?: Record<
    string,
    { value: SettingValue | null; source: string; at: string | null; decidedBy?: SettingSourceKind | null }
  >;
  /** Values a single check adds: { service: "payments/debug" }. */
  values: Record<string, string>;
}
