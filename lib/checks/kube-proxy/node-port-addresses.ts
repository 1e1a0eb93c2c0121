import { type ClusterNode, primaryAddress } from "../../domain/inventory.ts";

/** Bytes of an IP address; null for anything else. */
function bytesOf(address: string): number[] | null {
  if (/^\d{1,3}(\.\d{1,3}){3}$/.test(address)) {
    const bytes = address.split(".").map(Number);
    return bytes.every((byte) => byte <= 255) ? bytes : null;
  }
  // The URL parser writes IPv6 in its canonical form, an IPv4 tail included.
  const host = address.includes(":") ? URL.parse(`http://[${address}]/`)?.hostname.slice(1, -1) : undefined;
  if (host === undefined) return null;
  const [head = "", tail] = host.split("::");
  const groups = (text: string) => (text === "" ? [] : text.split(":"));
  const [left, right] = [groups(head), groups(tail ?? "")];
  const zeros = Array.from({ length: Math.max(0, 8 - left.length - right.length) }, () => "0");
  const all = [...left, ...zeros, ...right].map((group) => Number.parseInt(group, 16));
  return all.flatMap((group) => [group >> 8, group & 255]);
}

/** True where an address lies in a CIDR of its own family; false for what is neither. */
export function isWithin(address: string, cidr: string): boolean {
  const [base = "", length] = cidr.split("/");
  const [bytes, network] = [bytesOf(address), bytesOf(base)];
  if (!bytes || !network || bytes.length !== network.length) return false;
  const bits = length === undefined ? network.length * 8 : Number(length);
  return network.every((byte, index) => {
    const kept = Math.max(0, Math.min(8, bits - index * 8));
    const mask = (0xff << (8 - kept)) & 0xff;
    return (byte & mask) === ((bytes[index] ?? 0) & mask);
  });
}

/** External addresses on which kube-proxy opens NodePorts; "primary" is the node's first address of each family. */
export function openAddresses(node: ClusterNode, nodePortAddresses: readonly string[]): string[] {
  const external = externalAddresses(node);
  if (nodePortAddresses.length === 0) return external;
  const primary = primaryAddress(node);
  return external.filter((address) =>
    nodePortAddresses.some((entry) => (entry === "primary" ? address === primary : isWithin(address, entry))),
  );
}

export function externalAddresses({ addresses }: ClusterNode): string[] {
  return addresses.filter(({ type }) => type === "ExternalIP").map(({ address }) => address);
}
