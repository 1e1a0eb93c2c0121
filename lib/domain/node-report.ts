import type { Protocol } from "./port-state.ts";
import type { SettingSource } from "./setting.ts";

/** What was read on a node itself: uploaded, never fetched. Parts that were not read are null. */
export interface NodeReport {
  /** Node name. */
  node: string;
  /** RFC 3339: when it was read on the node. */
  at: string;
  /** "breakwater-node-report", with its version. */
  tool: string;
  listeners: { address: string; port: number; protocol: Protocol; process: string | null }[] | null;
  /** "net.ipv4.conf.all.route_localnet" → "1". */
  sysctls: Record<string, string> | null;
  /** Configuration files and command lines of the components, without secret values. */
  settings: SettingSource[];
  certificates: { path: string; subject: string; notAfter: string; isAuthority: boolean }[] | null;
  /** Established TCP connections to ports of the node, by peer: "ss -Htn state established". */
  connections: { port: number; peer: string; count: number }[] | null;
  /** Packet filters that are loaded: "nftables", "iptables", "ufw", "firewalld". */
  firewalls: string[] | null;
}
