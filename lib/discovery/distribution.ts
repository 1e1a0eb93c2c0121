import type { Distribution } from "../domain/distribution.ts";

/** What a node says of itself, as far as it tells the distribution. */
export interface NodeFacts {
  version: string | null;
  labels: Record<string, string>;
  annotations: Record<string, string>;
  osImage: string | null;
}

export interface ClusterFacts {
  /** gitVersion of the API server. */
  version: string | null;
  nodes: Distribution[];
  hasKubeadmConfig: boolean;
  /** Annotations of the control plane's static pods. */
  podAnnotations: Record<string, string>[];
}

/** The distribution of one node; "unknown" when it bears no mark of any. */
export function detectDistribution(facts: NodeFacts): Distribution {
  return fromVersion(facts.version) ?? fromMarks(facts) ?? "unknown";
}

/** The API server's version decides, then the nodes' majority, then kubeadm's traces in the cluster. */
export function detectClusterDistribution(facts: ClusterFacts): Distribution {
  const byVersion = fromVersion(facts.version);
  if (byVersion) return byVersion;
  const known = facts.nodes.filter((node) => node !== "unknown");
  const count = (one: Distribution) => known.filter((node) => node === one).length;
  const [most] = [...new Set(known)].sort((a, b) => count(b) - count(a));
  if (most) return most;
  const madeByKubeadm = facts.podAnnotations.some((annotations) => hasKey(annotations, "kubeadm.kubernetes.io/"));
  return facts.hasKubeadmConfig || madeByKubeadm ? "kubeadm" : "unknown";
}

function fromVersion(version: string | null): Distribution | null {
  if (!version) return null;
  if (/\+k3s\d/.test(version)) return "k3s";
  if (/\+rke2r\d/.test(version)) return "rke2";
  if (/-eks-/.test(version)) return "eks";
  if (/-gke\./.test(version)) return "gke";
  return null;
}

function fromMarks({ labels, annotations, osImage }: NodeFacts): Distribution | null {
  if (hasKey(labels, "eks.amazonaws.com/")) return "eks";
  if (hasKey(labels, "cloud.google.com/gke-")) return "gke";
  // providerID azure:// alone is any machine in Azure; these labels are written by AKS only.
  if (hasKey(labels, "kubernetes.azure.com/")) return "aks";
  if (hasKey(labels, "node.openshift.io/") || hasKey(annotations, "machineconfiguration.openshift.io/")) {
    return "openshift";
  }
  if (osImage?.startsWith("Red Hat Enterprise Linux CoreOS")) return "openshift";
  if (hasKey(labels, "microk8s.io/") || hasKey(labels, "node.kubernetes.io/microk8s-")) return "microk8s";
  if (osImage?.startsWith("Talos") || hasKey(annotations, "talos.dev/")) return "talos";
  if (hasKey(annotations, "kubeadm.alpha.kubernetes.io/")) return "kubeadm";
  return null;
}

function hasKey(map: Record<string, string>, prefix: string): boolean {
  return Object.keys(map).some((key) => key.startsWith(prefix));
}
