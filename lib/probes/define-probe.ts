import type { Observation } from "../domain/observation.ts";
import type { Vantage } from "../domain/vantage.ts";

/** One open port to look into. */
export interface ProbeTarget {
  /** Node name, or null for an address that belongs to no node. */
  node: string | null;
  /** IPv4 or IPv6 without brackets. */
  address: string;
  port: number;
  protocol: "TCP";
  /** Expected service, from wellKnownPorts or the inventory: "kubelet" for the node's own kubelet port, "nodeport"… */
  hint: string | null;
  nodeName?: string;
  /** PEM bundle that certificates are verified against. */
  caBundle: string | null;
}

export interface ProbeContext {
  vantage: Vantage;
  now(): Date;
  signal: AbortSignal;
  /** Milliseconds for the whole of one request, from connect to the last byte read. */
  timeoutMs: number;
  /** Bytes of one body that are read; the rest is cut and said so. */
  maxBytes: number;
  /** True where the cluster's owner allowed requests that prove a right on names that cannot exist. */
  authorizationProofs: boolean;
}

/** A way of touching a port. One file and one line in index.ts. Network trouble is a fact, never an exception. */
export interface Probe {
  /** kebab-case, equal to the file name. */
  id: string;
  title: string;
  /** What it sends, in words that users read; at most 300 characters. */
  describes: string;
  /** True when the probe is worth running, given what earlier probes of the same port saw. */
  matches(target: ProbeTarget, seen: Partial<Observation>): boolean;
  run(target: ProbeTarget, context: ProbeContext, seen: Partial<Observation>): Promise<Partial<Observation>>;
}

export function defineProbe(probe: Probe): Probe {
  return Object.freeze(probe);
}
