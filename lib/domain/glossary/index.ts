/** Terms that the glossary explains, by what they belong to; the words stand in lib/messages. */
export const glossaryGroups = {
  looking: [
    "vantage",
    "vantage-internet",
    "vantage-other-network",
    "vantage-pod",
    "vantage-worker-node",
    "vantage-control-plane",
    "vantage-node-local",
    "exposure",
    "open",
    "closed",
    "filtered",
    "open-filtered",
    "coverage",
  ],
  judging: [
    "check",
    "finding",
    "verdict",
    "unknown",
    "not-applicable",
    "severity-rule",
    "evidence",
    "fingerprint",
    "recheck",
  ],
  deciding: [
    "acceptance",
    "conditional-acceptance",
    "false-positive",
    "sla",
    "baseline",
    "nodeport-approval",
    "forgotten",
  ],
  node: [
    "kubelet",
    "read-only-port",
    "anonymous-auth",
    "webhook-authorization",
    "nodes-proxy",
    "serving-certificate",
    "static-pod",
    "kube-proxy",
  ],
  "control-plane": ["api-server", "etcd", "etcd-client", "etcd-peer", "controller-manager"],
  opening: [
    "node-port",
    "health-check-node-port",
    "host-port",
    "host-network",
    "load-balancer",
    "external-traffic-policy",
    "endpoints",
    "network-policy",
    "pod-security",
  ],
} as const;

export type GlossaryGroup = keyof typeof glossaryGroups;
export type GlossaryTerm = (typeof glossaryGroups)[GlossaryGroup][number];

export const glossaryTerms: readonly GlossaryTerm[] = Object.values(glossaryGroups).flat();

/** Reads a term out of an address; null for what is none. */
export function glossaryTerm(text: string): GlossaryTerm | null {
  return glossaryTerms.find((term) => term === text) ?? null;
}

/** Where a term is explained at length by those who make it. */
export const glossarySources: Partial<Record<GlossaryTerm, string>> = {
  kubelet: "https://kubernetes.io/docs/reference/command-line-tools-reference/kubelet/",
  "anonymous-auth": "https://kubernetes.io/docs/reference/access-authn-authz/kubelet-authn-authz/",
  "webhook-authorization": "https://kubernetes.io/docs/reference/access-authn-authz/kubelet-authn-authz/",
  "nodes-proxy": "https://kubernetes.io/docs/concepts/security/rbac-good-practices/",
  "serving-certificate": "https://kubernetes.io/docs/reference/access-authn-authz/kubelet-tls-bootstrapping/",
  "static-pod": "https://kubernetes.io/docs/tasks/configure-pod-container/static-pod/",
  "kube-proxy": "https://kubernetes.io/docs/reference/networking/virtual-ips/",
  "api-server": "https://kubernetes.io/docs/concepts/security/controlling-access/",
  etcd: "https://etcd.io/docs/latest/op-guide/security/",
  "node-port": "https://kubernetes.io/docs/concepts/services-networking/service/#type-nodeport",
  "load-balancer": "https://kubernetes.io/docs/concepts/services-networking/service/#loadbalancer",
  "external-traffic-policy": "https://kubernetes.io/docs/reference/networking/virtual-ips/#external-traffic-policy",
  "network-policy": "https://kubernetes.io/docs/concepts/services-networking/network-policies/",
  "pod-security": "https://kubernetes.io/docs/concepts/security/pod-security-standards/",
};
