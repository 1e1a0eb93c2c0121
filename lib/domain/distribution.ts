/** The Kubernetes distributions that remediation is written for. */
export const distributions = [
  "kubeadm",
  "k3s",
  "rke2",
  "eks",
  "gke",
  "aks",
  "openshift",
  "talos",
  "microk8s",
  "unknown",
] as const;
export type Distribution = (typeof distributions)[number];

const names: Record<Distribution, string> = {
  kubeadm: "kubeadm",
  k3s: "k3s",
  rke2: "RKE2",
  eks: "Amazon EKS",
  gke: "Google GKE",
  aks: "Azure AKS",
  openshift: "OpenShift",
  talos: "Talos",
  microk8s: "MicroK8s",
  unknown: "unknown distribution",
};

export function distributionName(distribution: Distribution): string {
  return names[distribution];
}
