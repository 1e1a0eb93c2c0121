import type { Evidence } from "../../domain/evidence.ts";
import { isControlPlane } from "../../domain/inventory.ts";

export type PortRange = readonly [first: number, last: number];

export const defaultRange: PortRange = [30_000, 32_767];

/** Ports that firewalls trust for the cluster's own components. */
const reserved: readonly [ports: PortRange, whose: string][] = [
  [[1, 1023], "the system's own ports below 1024"],
  [[2379, 2381], "etcd (2379-2381)"],
  [[6443, 6443], "the API server (6443)"],
  [[10_248, 10_259], "kubelet, kube-proxy, scheduler and controller-manager (10248-10259)"],
];
/** net.ipv4.ip_local_port_range of a node that nobody tuned. */
const usualEphemeral: PortRange = [32_768, 60_999];

/** The three notations of the flag: "30000-32767", "30000+2767" and a single port. */
export function parseRange(text: string): PortRange | null {
  const match = /^(\d{1,5})(?:([-+])(\d{1,5}))?$/.exec(text.trim());
  if (!match) return null;
  const first = Number(match[1]);
  const second = Number(match[3] ?? 0);
  const last = match[2] === "-" ? second : first + second;
  return first >= 1 && first <= last && last <= 65_535 ? [first, last] : null;
}

const overlap = ([a, b]: PortRange, [c, d]: PortRange) => a <= d && c <= b;

/** Whose ports a range takes in, each as a phrase. */
export function overlapsOf(range: PortRange, evidence: Evidence): string[] {
  const own = reserved.filter(([ports]) => overlap(range, ports)).map(([, whose]) => whose);
  const ephemeral = ephemeralRange(evidence);
  return overlap(range, ephemeral) ? [...own, `ports of outgoing connections (${ephemeral.join("-")})`] : own;
}

function ephemeralRange({ inventory }: Evidence): PortRange {
  const told = inventory.nodeReports.flatMap(({ sysctls }) => {
    const [first, last] = (sysctls?.["net.ipv4.ip_local_port_range"] ?? "").trim().split(/\s+/).map(Number);
    return first && last ? [[first, last] as PortRange] : [];
  });
  const widest = told.toSorted((a, b) => a[0] - b[0])[0];
  return widest ?? usualEphemeral;
}

export interface KnownRange {
  range: PortRange;
  /** Where it was read. */
  source: string;
}

/** The range that the API server hands out; null where no source tells, since the default proves nothing then. */
export function knownRange(evidence: Evidence): KnownRange | null {
  const { nodes, staticPods, cluster } = evidence.inventory;
  for (const node of nodes.filter(isControlPlane)) {
    const setting = evidence.setting("kube-apiserver", node.name, "service-node-port-range");
    const range = typeof setting.value === "string" ? parseRange(setting.value) : null;
    if (range) return { range, source: `${setting.decidedBy ?? "its settings"} of kube-apiserver on ${node.name}` };
  }
  const pod = staticPods?.find(({ component }) => component === "kube-apiserver");
  const flag = pod?.flags["--service-node-port-range"];
  if (pod)
    return {
      range: (flag && parseRange(flag)) || defaultRange,
      source: `command line of Pod ${pod.namespace}/${pod.name}`,
    };
  const [first, last] = cluster.nodePortRange;
  const isDefault = first === defaultRange[0] && last === defaultRange[1];
  return isDefault ? null : { range: cluster.nodePortRange, source: "the cluster's configuration" };
}

/** Node ports that Services hold outside the usual range: the API server once handed them out. */
export function portsOutside({ inventory }: Evidence): number[] {
  const ports = (inventory.services ?? []).flatMap((service) =>
    service.ports.flatMap(({ nodePort }) => nodePort ?? []),
  );
  return [...new Set(ports)].filter((port) => port < defaultRange[0] || port > defaultRange[1]).sort((a, b) => a - b);
}
