import type { ScanProfile } from "../domain/scan-report.ts";
import { printerPorts, wellKnownPorts } from "../domain/well-known-ports.ts";

/** What one node adds to the ports of a profile. */
export interface NodePorts {
  kubeletPort: number;
  /** Declared NodePorts and health-check NodePorts. */
  nodePorts: readonly number[];
  /** hostPorts and host-network ports of the node's pods. */
  hostPorts: readonly number[];
  nodePortRange: readonly [number, number];
  /** An address that nobody named: ports on which a printer would print are left out. */
  maybePrinter?: boolean;
}

/** How hard a profile may look. */
export interface ProfileLimits {
  /** Connections in flight over all hosts. */
  concurrency: number;
  /** Connections in flight to one host. */
  perHost: number;
  /** Longest wait for the answer to one connect; the sweep learns a shorter one from a host's answers. */
  connectTimeoutMs: number;
  /** Whole of one request of a probe. */
  probeTimeoutMs: number;
  /** Bytes of one body that a probe reads. */
  maxBytes: number;
  /** Open ports looked into at once. */
  probeConcurrency: number;
}

const mebibyte = 1024 * 1024;

export const profileLimits: Record<ScanProfile, ProfileLimits> = {
  quick: limits({ concurrency: 256, perHost: 32 }),
  standard: limits({ concurrency: 1024, perHost: 128 }),
  full: limits({ concurrency: 2048, perHost: 200 }),
};

function limits(window: { concurrency: number; perHost: number }): ProfileLimits {
  return { ...window, connectTimeoutMs: 1000, probeTimeoutMs: 5000, maxBytes: 4 * mebibyte, probeConcurrency: 32 };
}

/**
 * Ports of one node, ascending: quick is the well-known and the declared ones, standard adds the whole NodePort range,
 * full is every port but those of printers. An override replaces the profile's ports, the node's own included.
 */
export function portsFor(profile: ScanProfile, node: NodePorts, override?: readonly number[]): number[] {
  if (override) return ascending(override);
  const wellKnown = wellKnownPorts.map((entry) => entry.port).filter((port) => !node.maybePrinter || !isPrinters(port));
  const quick = [...wellKnown, node.kubeletPort, ...node.nodePorts, ...node.hostPorts];
  if (profile === "quick") return ascending(quick);
  const rest = profile === "full" ? range(1, 65_535).filter((port) => !isPrinters(port)) : range(...node.nodePortRange);
  return ascending([...quick, ...rest]);
}

const isPrinters = (port: number) => printerPorts.includes(port);

export interface Budget {
  /** Connections the sweep opens when nothing has to be tried again but closed ports, which are looked at twice. */
  connections: number;
  /** From "every port refuses at once" to "no port answers at all". */
  seconds: { least: number; most: number };
}

/** Connections a second that one thread opens against ports that refuse; measured by bench/sweep.ts. */
const refusalsPerSecond = 60_000;
const looks = 2;

/** What a scan is going to cost, shown before it starts. `portsPerTarget` has one entry an address. */
export function budget(
  profile: ScanProfile,
  portsPerTarget: readonly number[],
  chosen: Partial<Pick<ProfileLimits, "concurrency" | "perHost" | "connectTimeoutMs">> & { rate?: number } = {},
): Budget {
  const limit = { ...profileLimits[profile], ...chosen };
  const connections = looks * portsPerTarget.reduce((sum, ports) => sum + ports, 0);
  const window = Math.max(1, Math.min(limit.concurrency, limit.perHost * portsPerTarget.length));
  const longest = Math.max(0, ...portsPerTarget) * looks;
  const perSecond = Math.min(refusalsPerSecond, chosen.rate ?? refusalsPerSecond);
  const silentSeconds = limit.connectTimeoutMs / 1000;
  const least = connections / perSecond;
  const most = Math.max(
    least,
    (connections * silentSeconds) / window,
    (longest * silentSeconds) / Math.max(1, limit.perHost),
  );
  return { connections, seconds: { least: Math.ceil(least), most: Math.ceil(most) } };
}

function range(first: number, last: number): number[] {
  return Array.from({ length: Math.max(0, last - first + 1) }, (_, index) => first + index);
}

function ascending(ports: readonly number[]): number[] {
  return [...new Set(ports)].filter((port) => port >= 1 && port <= 65_535).sort((a, b) => a - b);
}
