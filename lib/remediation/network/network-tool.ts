import type { NetworkIntent, NetworkRule } from "../../domain/network-intent.ts";
import type { RemediationContext } from "../../domain/remediation.ts";

/** A way to put an intent into force: one file, and one line in index.ts. */
export interface NetworkToolMaker {
  tool: NetworkRule["tool"];
  /** False where the tool cannot express it: a pod's port has no firewall on a host. */
  fits(intent: NetworkIntent): boolean;
  make(intent: NetworkIntent, context: RemediationContext): Omit<NetworkRule, "tool">;
}

export interface AllowedNetwork {
  label: string;
  cidr: string;
  family: "ipv4" | "ipv6";
}

const network = /^[0-9a-fA-F.:]+(\/\d{1,3})?$/;

/** The allowed networks one by one, bare addresses as networks of one; anything else is a defect of the check. */
export function allowedNetworks(intent: NetworkIntent): AllowedNetwork[] {
  const listed = intent.allow.flatMap(({ label, cidrs }) => cidrs.map((cidr) => networkOf(label, cidr)));
  return [...new Map(listed.map((entry) => [entry.cidr, entry])).values()];
}

function networkOf(label: string, text: string): AllowedNetwork {
  if (!network.test(text)) throw new RangeError(`"${text}" is no network that a rule could name`);
  const family = text.includes(":") ? "ipv6" : "ipv4";
  const cidr = text.includes("/") ? text : `${text}/${family === "ipv6" ? 128 : 32}`;
  return { label, cidr, family };
}

const address = /^(?:\d{1,3}(?:\.\d{1,3}){3}|[0-9a-fA-F]*:[0-9a-fA-F:.]*)$/;

/** Of what a node is called, the IP addresses: host names have no place in a filter or a network. */
export function addressesOf(texts: readonly string[]): string[] {
  return [...new Set(texts.filter((text) => address.test(text)))];
}

/** The address that a cloud knows the node by; a word to replace where only its host name is known. */
export function nodeAddress({ address: own, nodeAddresses = [] }: RemediationContext): string {
  return addressesOf([own, ...nodeAddresses])[0] ?? "NODE_ADDRESS";
}

/** "10250", "30000-32767" with another word between first and last where a tool wants one. */
export function portWord(port: NetworkIntent["ports"][number], between = "-"): string {
  return port.endPort === undefined ? String(port.port) : `${port.port}${between}${port.endPort}`;
}

export function portsOf(intent: NetworkIntent, protocol: "TCP" | "UDP") {
  return intent.ports.filter((port) => port.protocol === protocol);
}

/** Protocols of an intent, in lower case as packet filters write them. */
export function protocolsOf(intent: NetworkIntent): { name: "tcp" | "udp"; protocol: "TCP" | "UDP" }[] {
  const all = [
    { name: "tcp", protocol: "TCP" },
    { name: "udp", protocol: "UDP" },
  ] as const;
  return all.filter(({ protocol }) => intent.ports.some((port) => port.protocol === protocol));
}

/** kube-proxy rewrites the destination of NodePorts before a host's input chain sees them. */
export function passesServiceProxy(intent: NetworkIntent): boolean {
  return intent.ports.some(({ port, endPort = port }) => port <= 32_767 && endPort >= 30_000);
}

/** "control plane 192.0.2.10/32, 192.0.2.11/32; monitoring 198.51.100.0/24", or that nobody is. */
export function allowedInWords(intent: NetworkIntent): string {
  const byLabel = Map.groupBy(allowedNetworks(intent), ({ label }) => label);
  const words = [...byLabel].map(([label, networks]) => `${label} ${networks.map(({ cidr }) => cidr).join(", ")}`);
  return words.length > 0 ? words.join("; ") : "nobody but the node itself";
}
