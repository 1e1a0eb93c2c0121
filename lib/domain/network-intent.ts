import type { Protocol } from "./port-state.ts";

export const networkTools = [
  "nftables",
  "iptables",
  "ufw",
  "firewalld",
  "NetworkPolicy",
  "CiliumNetworkPolicy",
  "Calico",
  "AWS",
  "GCP",
  "Azure",
  "Terraform",
] as const;
export type NetworkTool = (typeof networkTools)[number];

/** Who is to reach a port from now on; everything else is to be refused. Rules for every tool are made from it. */
export interface NetworkIntent {
  /** kebab-case, names the rules: "kubelet-api". */
  name: string;
  /** One sentence: who may reach it and why. */
  purpose: string;
  /** What the port lies on. */
  on: "node" | "control-plane" | "pod";
  ports: { port: number; endPort?: number; protocol: Protocol }[];
  /** CIDRs with what they are: "control plane" → 192.0.2.10/32. Empty: nobody but the node itself. */
  allow: { label: string; cidrs: string[] }[];
  /** Of an intent on pods: which pods. */
  podSelector?: { namespace: string; labels: Record<string, string> };
}

/** One tool's rules for an intent, ready to paste. */
export interface NetworkRule {
  tool: NetworkTool;
  /** One sentence: where it is applied and what it does. */
  text: string;
  language: "bash" | "yaml" | "nft" | "hcl";
  code: string;
  /** The file it belongs into. */
  file?: string;
  apply: string;
  /** Command that shows that it is in force. */
  verify: string;
  undo: string;
  /** What a reader must know before: locked-out consoles, host rules that a CNI replaces. */
  caution?: string;
}
