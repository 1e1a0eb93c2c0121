import assert from "node:assert/strict";
import { test } from "node:test";
import { detectClusterDistribution, detectDistribution, type NodeFacts } from "./distribution.ts";

const plain: NodeFacts = { version: "v1.34.1", labels: {}, annotations: {}, osImage: "Debian GNU/Linux 12" };

const marks: [string, Partial<NodeFacts>, string][] = [
  ["a k3s version", { version: "v1.34.1+k3s1" }, "k3s"],
  ["an RKE2 version", { version: "v1.34.1+rke2r1" }, "rke2"],
  ["an EKS version", { version: "v1.34.1-eks-1a2b3c4" }, "eks"],
  ["a GKE version", { version: "v1.34.1-gke.1234000" }, "gke"],
  ["AKS labels", { labels: { "kubernetes.azure.com/cluster": "x" } }, "aks"],
  ["an OpenShift label", { labels: { "node.openshift.io/os_id": "rhcos" } }, "openshift"],
  ["a MicroK8s label", { labels: { "microk8s.io/cluster": "true" } }, "microk8s"],
  ["the Talos image", { osImage: "Talos (v1.11.0)" }, "talos"],
  ["Talos' annotations", { annotations: { "talos.dev/owned-labels": "[]" } }, "talos"],
  ["OpenShift's own system", { osImage: "Red Hat Enterprise Linux CoreOS 9.6.20251119-0" }, "openshift"],
  ["a GKE label", { labels: { "cloud.google.com/gke-nodepool": "default" } }, "gke"],
  ["MicroK8s' mark of a control plane", { labels: { "node.kubernetes.io/microk8s-controlplane": "x" } }, "microk8s"],
  ["kubeadm's annotation", { annotations: { "kubeadm.alpha.kubernetes.io/cri-socket": "unix:///x" } }, "kubeadm"],
  ["no mark", {}, "unknown"],
];

for (const [what, facts, distribution] of marks) {
  test(`a node with ${what} is ${distribution}`, () => {
    assert.equal(detectDistribution({ ...plain, ...facts }), distribution);
  });
}

test("a cluster is what its version says, else most of its nodes, else what kubeadm left behind", () => {
  const nothing = { version: "v1.34.1", nodes: [], hasKubeadmConfig: false, podAnnotations: [] };
  assert.equal(detectClusterDistribution({ ...nothing, version: "v1.34.1+k3s1", nodes: ["eks"] }), "k3s");
  assert.equal(detectClusterDistribution({ ...nothing, nodes: ["unknown", "aks", "talos", "aks"] }), "aks");
  assert.equal(detectClusterDistribution({ ...nothing, hasKubeadmConfig: true }), "kubeadm");
  const podAnnotations = [{ "kubeadm.kubernetes.io/etcd.advertise-client-urls": "https://x" }];
  assert.equal(detectClusterDistribution({ ...nothing, podAnnotations }), "kubeadm");
  assert.equal(detectClusterDistribution(nothing), "unknown");
});
