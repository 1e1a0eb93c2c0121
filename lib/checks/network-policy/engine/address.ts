import ipaddr from "ipaddr.js";
import { type Match, notOf } from "./match.ts";

interface Range {
  version: 4 | 6;
  low: bigint;
  high: bigint;
}

/** Addresses and networks come back for every rule, so each text is read once; bounded against endless policies. */
const cache = new Map<string, Range | null>();
const cacheLimit = 200_000;

/** Reads "192.0.2.1", "2001:db8::1", "192.0.2.0/24" or "2001:db8::/32"; null where it is neither. */
function rangeOf(text: string): Range | null {
  const known = cache.get(text);
  if (known !== undefined) return known;
  if (cache.size > cacheLimit) cache.clear();
  const range = parse(text);
  cache.set(text, range);
  return range;
}

function parse(text: string): Range | null {
  const [address = "", prefix] = text.split("/");
  if (text.includes("%") || !ipaddr.isValid(address)) return null;
  if (!address.includes(":") && !ipaddr.IPv4.isValidFourPartDecimal(address)) return null;
  const parsed = ipaddr.process(address);
  const bytes = parsed.toByteArray();
  const bits = bytes.length * 8;
  const length = prefix === undefined ? bits : /^\d{1,3}$/.test(prefix) ? Number(prefix) : -1;
  if (length < 0 || length > bits) return null;
  const value = bytes.reduce((sum, byte) => (sum << 8n) | BigInt(byte), 0n);
  const host = (1n << BigInt(bits - length)) - 1n;
  return { version: bits === 32 ? 4 : 6, low: value & ~host, high: value | host };
}

export function isAddress(text: string): boolean {
  return !text.includes("/") && rangeOf(text) !== null;
}

export function isNetwork(text: string): boolean {
  return text.includes("/") && rangeOf(text) !== null;
}

/** The same address always in the same spelling, for look-ups; as it came where it is none. */
export function canonicalAddress(text: string): string {
  return isAddress(text) ? ipaddr.process(text).toString() : text;
}

/** Whether a network holds an address; a doubt where the network cannot be read. */
export function inNetwork(address: string, network: string): Match {
  const range = rangeOf(network);
  if (!range) return { doubt: `"${network.slice(0, 60)}" is no network` };
  const single = rangeOf(address);
  if (!single || single.version !== range.version) return false;
  return single.low >= range.low && single.high <= range.high;
}

/** Of an ipBlock, a Cilium CIDR set or a Calico net: inside the network and outside every exception. */
export function inBlock(address: string, network: string, except: readonly string[] = []): Match {
  const inside = inNetwork(address, network);
  if (inside !== true) return inside;
  for (const exception of except) {
    const outside = notOf(inNetwork(address, exception));
    if (outside !== true) return outside;
  }
  return true;
}

/** True where a network covers the whole of IPv4 or IPv6. */
export function isEverywhere(network: string): boolean {
  const range = rangeOf(network);
  return range !== null && range.low === 0n && range.high === (1n << (range.version === 4 ? 32n : 128n)) - 1n;
}

/** "192.0.2.1" as "192.0.2.1/32", "2001:db8::1" as "2001:db8::1/128". */
export function hostNetworkOf(address: string): string {
  return `${address}/${address.includes(":") ? 128 : 32}`;
}

/** The network of some length that an address lies in, "192.0.2.0/24". */
export function networkOf(address: string, length: number): string {
  const parsed = ipaddr.process(address);
  const family = parsed.kind() === "ipv4" ? ipaddr.IPv4 : ipaddr.IPv6;
  return `${family.networkAddressFromCIDR(`${parsed.toString()}/${length}`).toString()}/${length}`;
}
