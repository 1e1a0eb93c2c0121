import { BlockList, isIPv6 } from "node:net";
import { parseAllDocuments } from "yaml";
import type { RemediationStep } from "../../domain/remediation.ts";
import type { ClusterState, NodeState } from "../state.ts";
import { isFields } from "./patches.ts";

/** One rule, first match wins: who may or may not reach which TCP ports. */
interface FilterRule {
  ports: [least: number, most: number][];
  /** Addresses and CIDRs; null is everybody. */
  sources: string[] | null;
  verdict: "accept" | "drop";
}

const filtered = new WeakMap<NodeState, Set<number>>();

/** True where the node's packet filter keeps the scanner away from a port. */
export function isFiltered(node: NodeState, port: number): boolean {
  return filtered.get(node)?.has(port) ?? false;
}

export function clearFilters(cluster: ClusterState): void {
  for (const node of cluster.nodes) filtered.delete(node);
}

/** The packet filter of a step: nftables, firewalld or Talos; null where it is none. */
export function filterOf({ code, language }: RemediationStep): FilterRule[] | null {
  if (code === undefined) return null;
  if (language === "nft") return nftRules(code);
  if (/firewall-cmd .*--add-rich-rule/.test(code)) return richRules(code);
  if (language === "yaml" && code.includes("NetworkRuleConfig")) return talosRules(code);
  return null;
}

/** Closes for a scanner at this address every port that the rules drop. @returns the ports. */
export function loadFilter(node: NodeState, rules: FilterRule[], scanner: string): number[] {
  const ranges = rules.flatMap(({ ports }) => ports);
  const named = ranges.flatMap(([least, most]) =>
    Array.from({ length: most - least + 1 }, (_, index) => least + index),
  );
  const closed = [...new Set(named)].filter((port) => {
    const match = rules.find(
      (rule) =>
        rule.ports.some(([least, most]) => port >= least && port <= most) &&
        (rule.sources === null || contains(rule.sources, scanner)),
    );
    return match?.verdict === "drop";
  });
  const { settings } = node;
  const others = filtered.get(node) ?? new Set();
  for (const port of closed) {
    // The servers that the API server and its peers still have to reach listen where only they can.
    if (port === settings.kubeletPort) settings.kubeletFirewalled = true;
    else if (port === 6443) settings.apiFirewalled = true;
    else if (port === 2379) settings.etcdClient = "loopback";
    else if (port === 2380) settings.etcdPeer = "loopback";
    else others.add(port);
  }
  filtered.set(node, others);
  return closed;
}

function contains(sources: string[], address: string): boolean {
  const block = new BlockList();
  for (const source of sources) {
    const [network = "", length] = source.split("/");
    const family = isIPv6(network) ? "ipv6" : "ipv4";
    if (family === "ipv4" && !/^\d+(\.\d+){3}$/.test(network)) continue;
    block.addSubnet(network, Number(length ?? (family === "ipv6" ? 128 : 32)), family);
  }
  return block.check(address, isIPv6(address) ? "ipv6" : "ipv4");
}

function words(text: string): string[] {
  return text
    .replace(/^\{|\}$/g, "")
    .split(",")
    .map((word) => word.trim())
    .filter((word) => word !== "");
}

function portRange(text: string): [number, number] {
  const [least = 0, most = least] = text.split("-").map(Number);
  return [least, most];
}

/** The lines of a table's chains that are about TCP ports, in their order. */
function nftRules(code: string): FilterRule[] {
  const sets = new Map(
    [...code.matchAll(/set (\w+) \{[^}]*elements = \{([^}]*)\}/g)].map(([, name = "", items = ""]) => [
      name,
      words(items),
    ]),
  );
  return code.split("\n").flatMap((line) => {
    const dport = /tcp dport (\{[^}]*\}|\S+)/.exec(line)?.[1];
    const verdict = /\b(accept|drop)\s*$/.exec(line)?.[1];
    if (dport === undefined || verdict === undefined || line.includes("ip6 saddr")) return [];
    const saddr = /ip saddr (@\w+|\{[^}]*\}|\S+)/.exec(line)?.[1];
    const sources =
      saddr === undefined ? null : saddr.startsWith("@") ? (sets.get(saddr.slice(1)) ?? []) : words(saddr);
    return [{ ports: words(dport).map(portRange), sources, verdict: verdict === "drop" ? "drop" : "accept" }];
  });
}

/** Rich rules by their priority; firewalld opens nothing else by itself. */
function richRules(code: string): FilterRule[] {
  const rules = [...code.matchAll(/--add-rich-rule='rule priority="(-?\d+)"([^']*)'/g)].flatMap(
    ([, priority, rest]) => {
      const port = /port port="([\d-]+)" protocol="tcp"/.exec(rest ?? "")?.[1];
      const source = /source address="([^"]+)"/.exec(rest ?? "")?.[1];
      const verdict: FilterRule["verdict"] = /\b(drop|reject)\b/.test(rest ?? "") ? "drop" : "accept";
      const rule = { ports: [portRange(port ?? "0")], sources: source === undefined ? null : [source], verdict };
      return port === undefined ? [] : [{ priority: Number(priority), rule }];
    },
  );
  return rules.toSorted((a, b) => a.priority - b.priority).map(({ rule }) => rule);
}

/** Talos lets in the subnets that a rule names, and nobody else where the default action blocks. */
function talosRules(code: string): FilterRule[] {
  const documents = parseAllDocuments(code).map((one): unknown => ("toJS" in one ? one.toJS() : null));
  return documents.filter(isFields).flatMap(({ kind, portSelector, ingress }): FilterRule[] => {
    if (kind !== "NetworkRuleConfig" || !isFields(portSelector) || !Array.isArray(portSelector.ports)) return [];
    const ports = portSelector.ports.map((port) => portRange(String(port)));
    const sources = (Array.isArray(ingress) ? ingress : []).filter(isFields).map(({ subnet }) => String(subnet));
    return [
      { ports, sources, verdict: "accept" },
      { ports, sources: null, verdict: "drop" },
    ];
  });
}
