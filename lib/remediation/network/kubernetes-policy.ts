import { stringify } from "yaml";
import type { NetworkIntent } from "../../domain/network-intent.ts";
import type { RemediationContext } from "../../domain/remediation.ts";
import { shellQuote } from "../../domain/shell-quote.ts";
import { addressesOf, allowedInWords, allowedNetworks, type NetworkToolMaker, nodeAddress } from "./network-tool.ts";

/** Line length is left to the reader's window: a CIDR or a path must stay one word. */
export function yaml(value: unknown): string {
  return stringify(value, { lineWidth: 0 }).trimEnd();
}

/**
 * NetworkPolicy speaks of pods only. Of an intent on pods it is the whole answer; of a node's port it keeps pods away
 * from it, and says so.
 */
export const networkPolicy: NetworkToolMaker = {
  tool: "NetworkPolicy",
  fits: (intent) => intent.on !== "pod" || intent.podSelector !== undefined,
  make: (intent, context) => (intent.podSelector ? onPods(intent) : awayFromNode(intent, context)),
};

function policyPorts(intent: NetworkIntent) {
  return intent.ports.map(({ port, endPort, protocol }) => ({ protocol, port, ...(endPort ? { endPort } : {}) }));
}

function onPods(intent: NetworkIntent): ReturnType<NetworkToolMaker["make"]> {
  const { namespace = "default", labels = {} } = intent.podSelector ?? {};
  const from = allowedNetworks(intent).map(({ cidr }) => ({ ipBlock: { cidr } }));
  const name = `breakwater-${intent.name}`;
  const policy = {
    apiVersion: "networking.k8s.io/v1",
    kind: "NetworkPolicy",
    metadata: { name, namespace },
    spec: {
      podSelector: { matchLabels: labels },
      policyTypes: ["Ingress"],
      ingress: from.length > 0 ? [{ from, ports: policyPorts(intent) }] : [],
    },
  };
  return {
    text: `In the cluster: lets ${allowedInWords(intent)} reach these pods on these ports, and nobody on any other.`,
    language: "yaml",
    file: `${name}.yaml`,
    code: yaml(policy),
    apply: `kubectl apply -f ${name}.yaml`,
    verify: `kubectl -n ${shellQuote(namespace)} describe networkpolicy ${name}`,
    undo: `kubectl -n ${shellQuote(namespace)} delete networkpolicy ${name}`,
    caution: "A pod that any policy selects takes no other traffic: add what its other ports need.",
  };
}

/** Allow lists only: everything but the nodes' own addresses, and of those the API server's port. */
function awayFromNode(intent: NetworkIntent, context: RemediationContext): ReturnType<NetworkToolMaker["make"]> {
  const name = `breakwater-no-${intent.name}`;
  const controlPlane = addressesOf(context.controlPlaneAddresses);
  const addresses = addressesOf([nodeAddress(context), ...(context.nodeAddresses ?? []), ...controlPlane]);
  const policy = {
    apiVersion: "networking.k8s.io/v1",
    kind: "NetworkPolicy",
    metadata: { name, namespace: "NAMESPACE" },
    spec: {
      podSelector: {},
      policyTypes: ["Egress"],
      egress: [{ to: [{ namespaceSelector: {} }] }, { to: blocksWithout(addresses) }, ...apiServerRule(controlPlane)],
    },
  };
  return {
    text: `In each namespace whose pods have no business there: keeps them away from ${addresses.join(", ")}, and leaves DNS, other pods, the API server and the outside open. It does not protect the port from machines outside the cluster.`,
    language: "yaml",
    file: `${name}.yaml`,
    code: yaml(policy),
    apply: `kubectl -n NAMESPACE apply -f ${name}.yaml`,
    verify: `kubectl -n NAMESPACE describe networkpolicy ${name}`,
    undo: `kubectl -n NAMESPACE delete networkpolicy ${name}`,
    caution:
      "The API always lets a pod reach the node it runs on: that needs a policy of the network engine or a firewall on the host.",
  };
}

function blocksWithout(addresses: readonly string[]) {
  const of = (family: 4 | 6) => addresses.filter((address) => address.includes(":") === (family === 6));
  const block = (cidr: string, bits: number, list: string[]) => ({
    ipBlock: { cidr, ...(list.length > 0 ? { except: list.map((address) => `${address}/${bits}`) } : {}) },
  });
  return [block("0.0.0.0/0", 32, of(4)), ...(of(6).length > 0 ? [block("::/0", 128, of(6))] : [])];
}

function apiServerRule(addresses: readonly string[]) {
  if (addresses.length === 0) return [];
  const to = addresses.map((address) => ({ ipBlock: { cidr: `${address}/${address.includes(":") ? 128 : 32}` } }));
  return [{ to, ports: [{ protocol: "TCP", port: 6443 }] }];
}
