import type { Evidence } from "../domain/evidence.ts";
import { nodeAddresses } from "../domain/inventory.ts";
import type { NetworkIntent } from "../domain/network-intent.ts";
import type { RemediationContext } from "../domain/remediation.ts";

/** Above this many a list of single addresses is no rule any more. */
const singleAddresses = 24;
const isAddress = (text: string) =>
  /^(?:\d{1,3}(?:\.\d{1,3}){3}|[0-9a-fA-F]*:[0-9a-fA-F:.]*)(?:\/\d{1,3})?$/.test(text);

/** Addresses of the nodes; of a large cluster the /24 networks that they lie in, and its IPv6 addresses one by one. */
export function nodeNetwork(evidence: Evidence): string[] {
  const known = networks.get(evidence);
  if (known) return known;
  const addresses = [...new Set(evidence.inventory.nodes.flatMap(nodeAddresses))].filter(isAddress);
  const single = addresses.length <= singleAddresses;
  const wide = addresses.map((address) => (address.includes(":") ? address : address.replace(/\d+$/, "0/24")));
  const list = single ? addresses : [...new Set(wide)];
  networks.set(evidence, list);
  return list;
}

/** Asked for every finding, so each scan's is worked out once. */
const networks = new WeakMap<Evidence, string[]>();

/** Who is allowed: the nodes, as the judgement listed them, and the control plane. */
export function nodesAllowed(context: RemediationContext): NetworkIntent["allow"] {
  const nodes = (context.values.nodes ?? "").split(",").filter(isAddress);
  const controlPlane = context.controlPlaneAddresses.filter(isAddress).filter((address) => !nodes.includes(address));
  return [
    ...(nodes.length > 0 ? [{ label: "nodes", cidrs: nodes }] : []),
    ...(controlPlane.length > 0 ? [{ label: "control plane", cidrs: controlPlane }] : []),
  ];
}

/** Only the control plane, as an exception to "nobody". */
export function controlPlaneAllowed(context: RemediationContext): NetworkIntent["allow"] {
  const cidrs = context.controlPlaneAddresses.filter(isAddress);
  return cidrs.length > 0 ? [{ label: "control plane", cidrs }] : [];
}
