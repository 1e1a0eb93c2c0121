import type { NetworkIntent } from "../../domain/network-intent.ts";
import type { RemediationContext } from "../../domain/remediation.ts";
import { shellQuote } from "../../domain/shell-quote.ts";
import { yaml } from "./kubernetes-policy.ts";
import { allowedInWords, allowedNetworks, type NetworkToolMaker } from "./network-tool.ts";

/**
 * Deny rules only, with enableDefaultDeny off, so that selecting a node closes nothing but these ports. CIDR rules do
 * not match the cluster's own nodes and pods in Cilium: those are entities and endpoints.
 */
export const cilium: NetworkToolMaker = {
  tool: "CiliumNetworkPolicy",
  fits: (intent) => intent.on !== "pod" || intent.podSelector !== undefined,
  make(intent, context) {
    const name = `breakwater-${intent.name}`;
    const file = `${name}.yaml`;
    const kind = intent.podSelector ? "CiliumNetworkPolicy" : "CiliumClusterwideNetworkPolicy";
    const resource = intent.podSelector ? `-n ${shellQuote(intent.podSelector.namespace)} cnp` : "ccnp";
    const policy = {
      apiVersion: "cilium.io/v2",
      kind,
      metadata: { name, ...(intent.podSelector ? { namespace: intent.podSelector.namespace } : {}) },
      spec: {
        description: intent.purpose,
        ...selectorOf(intent, context),
        enableDefaultDeny: { ingress: false, egress: false },
        ingressDeny: denials(intent, context),
      },
    };
    return {
      text: `In the cluster: refuses everybody but ${allowedInWords(intent)} and the cluster's own nodes.`,
      language: "yaml",
      file,
      code: yaml(policy),
      apply: `kubectl apply -f ${file}`,
      verify: `kubectl get ${resource} ${name} -o yaml`,
      undo: `kubectl delete ${resource} ${name}`,
      caution: intent.podSelector
        ? "enableDefaultDeny needs Cilium 1.16 or newer."
        : "Needs Cilium's host firewall (hostFirewall.enabled=true) and Cilium 1.16 or newer. NodePorts that Cilium itself serves are judged as traffic to their pods: use a policy on those.",
    };
  },
};

function selectorOf(intent: NetworkIntent, context: RemediationContext) {
  if (intent.podSelector) return { endpointSelector: { matchLabels: intent.podSelector.labels } };
  if (intent.on === "control-plane")
    return { nodeSelector: { matchLabels: { "node-role.kubernetes.io/control-plane": "" } } };
  const label = context.nodeName ? { "kubernetes.io/hostname": context.nodeName } : {};
  return { nodeSelector: { matchLabels: label } };
}

function denials(intent: NetworkIntent, context: RemediationContext) {
  const allowed = allowedNetworks(intent).map(({ cidr }) => cidr);
  const toPorts = [
    {
      ports: intent.ports.map(({ port, endPort, protocol }) => ({
        port: String(port),
        ...(endPort ? { endPort } : {}),
        protocol,
      })),
    },
  ];
  const everywhere = [
    { cidr: "0.0.0.0/0", family: "." },
    { cidr: "::/0", family: ":" },
  ].map(({ cidr, family }) => {
    const except = allowed.filter((entry) => entry.includes(family) && (family === ":" || !entry.includes(":")));
    return { cidr, ...(except.length > 0 ? { except } : {}) };
  });
  const podsAllowed = context.podCIDRs.some((cidr) => allowed.includes(cidr));
  return [
    { fromCIDRSet: everywhere, toPorts },
    ...(podsAllowed
      ? []
      : [
          {
            fromEndpoints: [{ matchExpressions: [{ key: "k8s:io.kubernetes.pod.namespace", operator: "Exists" }] }],
            toPorts,
          },
        ]),
  ];
}
