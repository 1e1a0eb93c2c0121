import type { NetworkIntent } from "../../domain/network-intent.ts";
import type { RemediationContext } from "../../domain/remediation.ts";
import { shellQuote } from "../../domain/shell-quote.ts";
import { yaml } from "./kubernetes-policy.ts";
import {
  addressesOf,
  allowedInWords,
  allowedNetworks,
  type NetworkToolMaker,
  nodeAddress,
  portWord,
  protocolsOf,
} from "./network-tool.ts";

/**
 * A HostEndpoint makes the node's interfaces known to Calico; preDNAT policies judge before a Service's rewriting and
 * refuse nothing that they do not name. The profile keeps everything else open as it was.
 */
export const calico: NetworkToolMaker = {
  tool: "Calico",
  fits: (intent) => intent.on !== "pod",
  make(intent, context) {
    const name = `breakwater-${intent.name}`;
    const file = `${name}.yaml`;
    const endpoint = `breakwater-${context.nodeName ?? "NODE"}`;
    return {
      text: `In the cluster: makes a HostEndpoint of the node and lets in ${allowedInWords(intent)}. With automatic host endpoints (KubeControllersConfiguration) leave the first document out and select their labels.`,
      language: "yaml",
      file,
      code: [hostEndpoint(endpoint, context), policyOf(name, intent, context)].map(yaml).join("\n---\n"),
      apply: `calicoctl apply -f ${file}`,
      verify: `calicoctl get globalnetworkpolicy ${name} -o yaml`,
      undo: `calicoctl delete globalnetworkpolicy ${name} && calicoctl delete hostendpoint ${shellQuote(endpoint)}`,
      caution:
        "Without the profile projectcalico-default-allow a HostEndpoint refuses all that no policy allows, but for Calico's failsafe ports. 2379, 2380, 6443 and 10250 are failsafe ports in some versions: take them out of FelixConfiguration failsafeInboundHostPorts.",
    };
  },
};

const label = "breakwater.dev/node";

function hostEndpoint(name: string, context: RemediationContext) {
  const addresses = addressesOf(context.nodeAddresses ?? []);
  return {
    apiVersion: "projectcalico.org/v3",
    kind: "HostEndpoint",
    metadata: { name, labels: { [label]: context.nodeName ?? "NODE" } },
    spec: {
      node: context.nodeName ?? "NODE",
      interfaceName: "*",
      expectedIPs: addresses.length > 0 ? addresses : [nodeAddress(context)],
      profiles: ["projectcalico-default-allow"],
    },
  };
}

function policyOf(name: string, intent: NetworkIntent, context: RemediationContext) {
  const nets = allowedNetworks(intent).map(({ cidr }) => cidr);
  const ingress = protocolsOf(intent).flatMap(({ protocol }) => {
    const ports = intent.ports
      .filter((port) => port.protocol === protocol)
      .map((port) => (port.endPort === undefined ? port.port : portWord(port, ":")));
    const allow = { action: "Allow", protocol, source: { nets }, destination: { ports } };
    return [...(nets.length > 0 ? [allow] : []), { action: "Deny", protocol, destination: { ports } }];
  });
  return {
    apiVersion: "projectcalico.org/v3",
    kind: "GlobalNetworkPolicy",
    metadata: { name },
    spec: {
      order: 10,
      selector: `${label} == '${(context.nodeName ?? "NODE").replaceAll("'", "")}'`,
      preDNAT: true,
      applyOnForward: true,
      types: ["Ingress"],
      ingress,
    },
  };
}
