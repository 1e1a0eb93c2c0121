import type { Check } from "../../domain/check.ts";
import type { RemediationContext } from "../../domain/remediation.ts";
import { type FixFor, remediationBy } from "../remediation-by.ts";
import { enableEnforcement } from "./enable-enforcement.ts";

const undo =
  "Take the setting back in the same place. Replacing a network engine is undone by draining the nodes and installing the old one again.";

/** One step by text, with the cluster's name, and a command where there is one. */
const byText =
  (summary: string, text: string, code?: string): FixFor =>
  ({ clusterName }) => ({
    summary,
    steps: [{ text: `In ${clusterName}: ${text}`, ...(code ? { language: "bash", code } : {}) }],
    undo,
  });

const byProvider =
  (distribution: "eks" | "gke" | "aks", summary: string): FixFor =>
  (context) => {
    const step = enableEnforcement[distribution]?.(context);
    return { summary, steps: step ? [step] : [], undo };
  };

/** An allowed connection, a policy that denies it, and the same connection again, in a namespace of its own. */
function canary({ clusterName }: RemediationContext): string {
  return [
    "kubectl create namespace netpol-canary",
    "kubectl -n netpol-canary run server --image=nginx:1.27 --port=80",
    "kubectl -n netpol-canary wait --for=condition=Ready pod/server --timeout=120s",
    `server=$(kubectl -n netpol-canary get pod server -o jsonpath='{.status.podIP}')`,
    "kubectl -n netpol-canary run before --rm -i --restart=Never --image=busybox:1.36 -- nc -zv -w 3 $server 80",
    `printf '%s\\n' '{"apiVersion":"networking.k8s.io/v1","kind":"NetworkPolicy","metadata":{"name":"deny"},"spec":{"podSelector":{},"policyTypes":["Ingress"]}}' | kubectl -n netpol-canary apply -f -`,
    "sleep 30",
    "kubectl -n netpol-canary run after --rm -i --restart=Never --image=busybox:1.36 -- nc -zv -w 3 $server 80",
    `kubectl delete namespace netpol-canary # of ${clusterName.replaceAll(/[^\w.-]+/g, "_")}`,
  ].join("\n");
}

export const enforcementRemediation: Pick<Check, "distributions" | "remediate"> = remediationBy({
  own: {
    k3s: byText(
      "Let k3s enforce policies again.",
      "remove --disable-network-policy from the arguments and from /etc/rancher/k3s/config.yaml of every server, unless Calico or Cilium is to take its place; then restart k3s, one server at a time.",
      "sudo grep -rn disable-network-policy /etc/rancher/k3s /etc/systemd/system/k3s.service; sudo systemctl restart k3s",
    ),
    eks: byProvider("eks", "Switch on network policies in the VPC CNI, or install Calico or Cilium."),
    gke: byProvider("gke", "Use Dataplane V2, or enable network policy enforcement."),
    aks: byProvider("aks", "Give the cluster a policy engine."),
    kubeadm: byText(
      "Add a policy engine to the network, or replace it.",
      "flannel enforces policies from v0.25.5 on with its own controller (netpol.enabled in its chart), Canal adds Calico's to it; Calico, Cilium and Antrea bring their own. Replace a network engine node by node, with the node drained.",
      "kubectl get daemonsets -A -o wide",
    ),
    rke2: byText(
      "Go back to a network that enforces policies.",
      "RKE2's default, Canal, enforces policies, as do Calico and Cilium; look which one config.yaml names.",
      "sudo grep -n '^cni' /etc/rancher/rke2/config.yaml; kubectl -n kube-system get daemonsets",
    ),
    talos: byText(
      "Let Talos' flannel enforce policies, or replace it.",
      "from Talos 1.13 on flannel enforces policies with cluster.network.cni.flannel.kubeNetworkPoliciesEnabled set to true in the machine configuration of the control plane. Before, or for more than NetworkPolicy, set cluster.network.cni.name to none and install Cilium or Calico.",
      `talosctl -n "$(kubectl get nodes -l node-role.kubernetes.io/control-plane -o jsonpath='{.items[0].status.addresses[0].address}')" patch machineconfig --patch '{"cluster":{"network":{"cni":{"name":"flannel","flannel":{"kubeNetworkPoliciesEnabled":true}}}}}'`,
    ),
    openshift: byText(
      "Keep the default network.",
      "OVN-Kubernetes enforces policies by default; a cluster network of another type has to be migrated to it.",
      "oc get network.operator cluster -o jsonpath='{.spec.defaultNetwork.type}'",
    ),
  },
  generic: byText(
    "Install a network engine that enforces policies.",
    "Calico, Cilium and Antrea enforce NetworkPolicy; plain flannel and the cloud's network without its policy add-on do not. Find out which one runs.",
    "kubectl get daemonsets -A -o wide",
  ),
  verify: (context) => ({
    command: canary(context),
    expect: "open before the policy, timed out after it",
  }),
});
