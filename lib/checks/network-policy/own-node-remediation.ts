import type { Check } from "../../domain/check.ts";
import type { RemediationContext, RemediationStep } from "../../domain/remediation.ts";
import { shellQuote } from "../../domain/shell-quote.ts";
import { type FixFor, remediationBy } from "../remediation-by.ts";
import { calicoDenyNodes } from "./calico-manifests.ts";
import { ciliumDenyOwnNode } from "./cilium-manifests.ts";
import { toYaml } from "./kubernetes-manifests.ts";
import { egressNodesPolicy } from "./openshift-manifests.ts";
import { type PolicyPlan, planOf } from "./policy-plan.ts";

const kubeletPorts = [10250, 10255];
const applyFile = "own-node.yaml";

function ciliumSteps(plan: PolicyPlan): RemediationStep[] {
  return [
    {
      text: "A deny of Cilium's entity host keeps pods from the kubelet beside them. kube-system and namespaces that are known to read kubelets are left out; add others that do. Try it in audit mode (policy-audit-mode) first.",
      language: "yaml",
      code: toYaml(ciliumDenyOwnNode(plan, kubeletPorts)),
      file: applyFile,
    },
    {
      text: "To guard the nodes against everybody else as well, switch on the host firewall (hostFirewall.enabled=true) and write a CiliumClusterwideNetworkPolicy with a nodeSelector; allow 10250 from kube-apiserver, remote-node and monitoring before it closes anything.",
    },
  ];
}

function calicoSteps(plan: PolicyPlan): RemediationStep[] {
  const deny: RemediationStep[] =
    plan.nodes.length > 0
      ? [
          {
            text: "Calico applies a pod's egress policy to its own node too: deny the kubelet's ports of every node to these namespaces.",
            language: "yaml",
            code: toYaml(...calicoDenyNodes(plan, kubeletPorts)),
            file: applyFile,
          },
        ]
      : [];
  return [
    ...deny,
    {
      text: "To guard the nodes themselves, let Calico make host endpoints and write a GlobalNetworkPolicy for them that ends in Allow; its failsafe ports keep SSH, etcd and the API server open.",
      language: "bash",
      code: `kubectl patch kubecontrollersconfigurations.projectcalico.org default --type merge -p '{"spec":{"controllers":{"node":{"hostEndpoint":{"autoCreate":"Enabled"}}}}}'`,
    },
  ];
}

/** Rules on the node itself, for networks without policies of their own for hosts. */
function nodeFilter({ podCIDRs }: RemediationContext): RemediationStep {
  const family = (isSix: boolean) => podCIDRs.filter((cidr) => cidr.includes(":") === isSix);
  const rule = (keyword: string, cidrs: string[]) =>
    cidrs.length === 0
      ? []
      : [`    ${keyword} saddr { ${cidrs.join(", ")} } tcp dport { ${kubeletPorts.join(", ")} } drop`];
  const rules = [...rule("ip", family(false)), ...rule("ip6", family(true))];
  return {
    text:
      rules.length > 0
        ? "On every node drop what comes from the pod network for the kubelet's ports. The chain comes before the network engine's own."
        : "The pod network is not known here: put its ranges in place of those of the documentation, then drop what comes from it for the kubelet's ports on every node.",
    language: "nft",
    file: "/etc/nftables.d/kubelet-from-pods.nft",
    code: [
      "table inet kubelet_from_pods {",
      "  chain input {",
      "    type filter hook input priority -10; policy accept;",
      ...(rules.length > 0 ? rules : rule("ip", ["198.51.100.0/24"])),
      "  }",
      "}",
    ].join("\n"),
  };
}

const fixFor: FixFor = (context) => {
  const plan = planOf(context);
  const who = plan.namespaces.slice(0, 10).join(", ");
  const own =
    plan.engine === "cilium" ? ciliumSteps(plan) : plan.engine === "calico" ? calicoSteps(plan) : [nodeFilter(context)];
  const admin: RemediationStep[] =
    context.distribution === "openshift" && plan.engine === "api"
      ? [
          {
            text: "OVN-Kubernetes knows nodes as peers of an AdminNetworkPolicy.",
            language: "yaml",
            code: toYaml(egressNodesPolicy(plan)),
            file: applyFile,
          },
        ]
      : [];
  return {
    summary: `Guard the kubelet at the node: a NetworkPolicy of ${who} never speaks for the node that a pod runs on.`,
    steps: [...admin, ...own, { text: `Try it in one namespace of ${context.clusterName} before all others follow.` }],
    undo:
      plan.engine === "api"
        ? "nft delete table inet kubelet_from_pods, and remove its file, on every node."
        : `kubectl delete -f ${applyFile}`,
  };
};

const talos: FixFor = (context) => ({
  summary: "Talos' ingress firewall works by subnets: leave the pod network out, and let Cilium tell pods from nodes.",
  steps: [
    {
      text: "Allow the kubelet's port to the control plane and the nodes only. With native routing packets of pods keep their own address, so that leaving the pod network out is enough; with a tunnel combine it with Cilium.",
      language: "yaml",
      file: "kubelet-ingress.yaml",
      code: [
        "apiVersion: v1alpha1",
        "kind: NetworkRuleConfig",
        "name: kubelet-ingress",
        "portSelector:",
        "  ports:",
        "    - 10250",
        "  protocol: tcp",
        "ingress:",
        ...controlPlaneSubnets(context).map((subnet) => `  - subnet: ${JSON.stringify(subnet)}`),
      ].join("\n"),
    },
    ...fixFor(context).steps,
  ],
  undo: "talosctl patch machineconfig with the rule deleted ($patch: delete).",
});

function controlPlaneSubnets({ controlPlaneAddresses, address }: RemediationContext): string[] {
  const addresses = controlPlaneAddresses.length > 0 ? controlPlaneAddresses : [address];
  return addresses.map((entry) => (entry.includes(":") ? `${entry}/128` : `${entry}/32`));
}

export const ownNodeRemediation: Pick<Check, "distributions" | "remediate"> = remediationBy({
  own: { openshift: fixFor, talos },
  generic: fixFor,
  verify: (context) => {
    const namespace = shellQuote(planOf(context).namespaces[0] ?? context.subject.name);
    return {
      command: [
        `kubectl -n ${namespace} run netpol-check --restart=Never --image=busybox:1.36 -- sleep 300`,
        `kubectl -n ${namespace} wait --for=condition=Ready pod/netpol-check --timeout=60s`,
        `node=$(kubectl -n ${namespace} get pod netpol-check -o jsonpath='{.status.hostIP}')`,
        `kubectl -n ${namespace} exec netpol-check -- nc -zv -w 3 "$node" 10250`,
        `kubectl -n ${namespace} delete pod netpol-check`,
      ].join("\n"),
      expect: "timed out",
    };
  },
});
