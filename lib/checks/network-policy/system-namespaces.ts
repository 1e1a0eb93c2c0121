import type { Distribution } from "../../domain/distribution.ts";

const everywhere = /^(kube-system|kube-public|kube-node-lease)$/;
const networkEngines = /^(calico-system|calico-apiserver|tigera-operator|kube-flannel|cilium|cilium-secrets|kube-ovn)$/;
const byDistribution: Partial<Record<Distribution, RegExp>> = {
  openshift: /^openshift($|-)/,
  gke: /^(gke-|gmp-|config-management-)/,
  aks: /^(aks-|azure-)/,
  eks: /^amazon-/,
  rke2: /^cattle-/,
};

/** Why a namespace is left to the distribution; null where it is the owner's. */
export function systemNamespace(name: string, distribution: Distribution): string | null {
  if (everywhere.test(name))
    return `${name} is Kubernetes' own: DNS, the network and the control plane run there, and isolating them breaks every other namespace.`;
  if (networkEngines.test(name)) return `${name} belongs to the network engine, whose pods must reach every node.`;
  return byDistribution[distribution]?.test(name)
    ? `${name} is run by the distribution, which sets its policies itself.`
    : null;
}
