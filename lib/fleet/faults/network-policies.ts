import type { ClusterRule, NamespaceRule } from "./fault-rule.ts";

export const namespaceRules: NamespaceRule[] = [
  {
    checkId: "netpol-namespace-without-policy",
    says: "its pods take connections from everywhere",
    applies: (settings) => !settings.isolatesIngress,
    fix: { isolatesIngress: true },
    fixCluster: { policyEngine: true },
  },
  {
    checkId: "netpol-no-default-deny-egress",
    says: "its pods may connect to everything",
    applies: (settings) => settings.egress === "open",
    fix: { egress: "closed" },
    fixCluster: { policyEngine: true },
  },
  {
    checkId: "netpol-permits-kubelet-ports",
    says: "its pods may connect to the kubelets of all nodes",
    applies: (settings, { policyEngine }) => (settings.egress !== "closed" && !settings.needsApi) || !policyEngine,
    fix: { egress: "closed" },
    fixCluster: { policyEngine: true },
  },
  {
    checkId: "netpol-breaks-required-traffic",
    says: "its policies close the way to the API server and the kubelets, which its pods need",
    applies: (settings, { policyEngine }) => settings.needsApi && settings.egress === "closed" && policyEngine,
    fix: { egress: "to-nodes" },
  },
];

export const networkPolicyRules: ClusterRule[] = [
  {
    checkId: "netpol-not-enforced",
    says: "flannel enforces none of the policies that are there",
    applies: (settings) => !settings.policyEngine,
    subject: ({ name }) => ({ kind: "Cluster", name }),
    fix: { policyEngine: true },
  },
  {
    checkId: "netpol-own-node-gap",
    says: "no host policy closes the way from a pod to its own node",
    applies: (settings) => !settings.hostPolicy,
    subject: ({ name }) => ({ kind: "Cluster", name }),
    fix: { hostPolicy: true, policyEngine: true },
  },
];
