import ipaddr from "ipaddr.js";
import { AppError } from "../domain/errors.ts";

export interface InventoryHost {
  /** An IP in its canonical form, or a host name that is resolved when the inventory is discovered. */
  address: string;
  name?: string;
  roles?: string[];
  /** The kubelet's port where the line says one. */
  port?: number;
  /** The CIDR line that the address was expanded from: nobody promised that a host is there. */
  cidr?: string;
}

/** Of one CIDR, and of one file. */
export const maximumAddresses = 65_536;
/** Doubles included: they cost time although they are merged. */
const maximumNamed = 4 * maximumAddresses;

const hostName = /^(?=.{1,253}$)(?!-)[a-z0-9_-]{1,63}(?<!-)(\.(?!-)[a-z0-9_-]{1,63}(?<!-))*\.?$/i;
const word = /^[\w.-]{1,253}$/;

/**
 * Reads hosts and CIDRs, one a line, with `#` comments and optional `name=… role=…`; doubles are merged.
 * Throws AppError("invalid") with the line number.
 */
export function parseInventory(text: string): InventoryHost[] {
  const hosts = new Map<string, InventoryHost>();
  const owners = new Map<string, string>();
  let named = 0;
  for (const [index, raw] of text
    .replace(/^\uFEFF/, "")
    .split(/\r\n|\r|\n/)
    .entries()) {
    const comment = raw.indexOf("#");
    const line = (comment < 0 ? raw : raw.slice(0, comment)).trim();
    if (line === "") continue;
    const found = parseLine(line, index + 1);
    named += found.length;
    if (named > maximumNamed) refuse(index + 1, "the same networks are named again and again; name each once");
    for (const host of found) {
      const name = host.name ?? host.address;
      const owner = owners.get(name) ?? host.address;
      if (owner !== host.address) refuse(index + 1, `the name ${name} already belongs to ${owner}`);
      owners.set(name, owner);
      merge(hosts, host);
    }
    if (hosts.size > maximumAddresses) refuse(index + 1, `the inventory names more than 65,536 addresses by here`);
  }
  if (hosts.size === 0) throw new AppError("invalid", "The inventory names no host: write one address or CIDR a line.");
  return [...hosts.values()];
}

function parseLine(line: string, number: number): InventoryHost[] {
  const [target = "", ...attributes] = line.split(/\s+/);
  const extra = parseAttributes(attributes, number);
  if (target.includes("/")) {
    if (extra.name) refuse(number, "a CIDR stands for many hosts and cannot have one name");
    return expand(target, number).map((address) => ({ address, ...extra, cidr: target }));
  }
  return [{ ...parseHost(target, number), ...extra }];
}

function parseHost(target: string, number: number): InventoryHost {
  const bracketed = /^\[([^\]]*)\](?::(.*))?$/.exec(target);
  const colon = /^([^:]*):([^:]*)$/.exec(target);
  const address = bracketed?.[1] ?? colon?.[1] ?? target;
  const portText = bracketed ? bracketed[2] : colon?.[2];
  const port = portText === undefined ? {} : { port: parsePort(portText, number) };
  if (ipaddr.IPv4.isValidFourPartDecimal(address)) return { address, ...port };
  if (address.includes(":") && !address.includes("%") && ipaddr.IPv6.isValid(address)) {
    return { address: ipaddr.IPv6.parse(address).toString(), ...port };
  }
  // 10.0.0.300 and 10.1 would pass as host names: what is only digits and dots was meant as an address.
  if (!bracketed && hostName.test(address) && !/^[\d.]+$/.test(address)) {
    return { address: address.toLowerCase().replace(/\.$/, ""), ...port };
  }
  return refuse(number, `"${show(address)}" is no IP address, CIDR or host name`);
}

function parsePort(text: string, number: number): number {
  const port = /^\d{1,6}$/.test(text) ? Number(text) : Number.NaN;
  return port >= 1 && port <= 65_535 ? port : refuse(number, `port "${show(text)}" is not between 1 and 65535`);
}

function parseAttributes(words: string[], number: number): { name?: string; roles?: string[] } {
  const found: { name?: string; roles?: string[] } = {};
  for (const attribute of words) {
    const [key, value = ""] = attribute.split(/=(.*)/s);
    if (key !== "name" && key !== "role" && key !== "roles") {
      refuse(number, `"${show(attribute)}" is not understood; after the address stand name=… and role=…`);
    }
    const values = key === "name" ? [value] : value.split(",");
    if (!values.every((one) => word.test(one))) refuse(number, `"${show(attribute)}" has no proper value`);
    if (key === "name") found.name = value;
    else found.roles = values;
  }
  return found;
}

function expand(cidr: string, number: number): string[] {
  if (!ipaddr.isValidCIDR(cidr) || cidr.includes("%")) refuse(number, `"${show(cidr)}" is no CIDR`);
  const [base, bits] = ipaddr.parseCIDR(cidr);
  const width = base.kind() === "ipv4" ? 32 : 128;
  const size = 2 ** (width - bits);
  if (size > maximumAddresses) refuse(number, `${cidr} has more than 65,536 addresses; name smaller networks`);
  const bytes = base.toByteArray();
  const first = bytes.reduce((sum, byte) => sum * 256n + BigInt(byte), 0n) & ~(BigInt(size) - 1n);
  // The network and the broadcast address of an IPv4 network are no hosts.
  const spare = width === 32 && size > 2 ? 1 : 0;
  return Array.from({ length: size - 2 * spare }, (_, index) => format(first + BigInt(index + spare), bytes.length));
}

function format(value: bigint, length: number): string {
  const bytes = Array.from({ length }, (_, index) => Number((value >> BigInt(8 * (length - 1 - index))) & 255n));
  return length === 4 ? bytes.join(".") : ipaddr.fromByteArray(bytes).toString();
}

/** A host that is named twice keeps what either line says; a line of its own makes it expected. */
function merge(hosts: Map<string, InventoryHost>, host: InventoryHost): void {
  const before = hosts.get(host.address);
  if (!before) {
    hosts.set(host.address, host);
    return;
  }
  const { cidr, ...merged } = { ...before, ...host };
  const roles = [...new Set([...(before.roles ?? []), ...(host.roles ?? [])])];
  const fromCidr = before.cidr && host.cidr ? { cidr: before.cidr } : {};
  hosts.set(host.address, { ...merged, ...(roles.length > 0 ? { roles } : {}), ...fromCidr });
}

function show(text: string): string {
  return text.length > 60 ? `${text.slice(0, 60)}…` : text;
}

function refuse(line: number, what: string): never {
  throw new AppError("invalid", `Line ${line} of the inventory: ${what}.`);
}
