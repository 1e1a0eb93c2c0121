import type { Observation } from "../lib/domain/observation.ts";
import type { ScanReport } from "../lib/domain/scan-report.ts";

/** Ports that the built nodes are looked at: 32 well-known ones and the NodePort range. */
const ports: readonly number[] = Array.from({ length: 2800 }, (_, index) =>
  index < 32 ? 10_240 + index : 29_968 + index,
);
const range = "10240-10271,30000-32767";
const openAtFirst = 15;
const vantage = { name: "bench", kind: "worker-node" as const };

/** A built node: its open ports, as places in the list of ports. */
export interface LoadNode {
  name: string;
  address: string;
  open: Set<number>;
}

// A generator of its own, so that every run builds the same data.
let state = 42;
function random(below: number): number {
  state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
  return Math.floor((state / 2 ** 32) * below);
}

export function newNodes(count: number): LoadNode[] {
  return Array.from({ length: count }, (_, index) => {
    const open = new Set<number>();
    while (open.size < openAtFirst) open.add(random(ports.length));
    return { name: `node-${index}`, address: `10.${index >> 16}.${(index >> 8) & 255}.${index & 255}`, open };
  });
}

/** Opens and closes ports in turn, so that about as many stay open as there were. */
export function changeSome(nodes: readonly LoadNode[], changes: number): void {
  for (let index = 0; index < changes; index += 1) {
    const node = nodes[random(nodes.length)];
    if (!node) continue;
    const opens = index % 2 === 0 || node.open.size === 0;
    const place = opens ? random(ports.length) : [...node.open][random(node.open.size)];
    if (place === undefined) continue;
    if (opens) node.open.add(place);
    else node.open.delete(place);
  }
}

function closedRanges(open: ReadonlySet<number>): string {
  const ranges: string[] = [];
  for (let index = 0; index < ports.length; index += 1) {
    if (open.has(index)) continue;
    const first = index;
    while (index + 1 < ports.length && !open.has(index + 1) && ports[index + 1] === (ports[index] ?? 0) + 1) index += 1;
    ranges.push(first === index ? `${ports[first]}` : `${ports[first]}-${ports[index]}`);
  }
  return ranges.join(",");
}

/** What a scan of the built nodes reports of their ports, without verdicts. */
export function builtReport(nodes: readonly LoadNode[], at: Date, results: ScanReport["results"] = []): ScanReport {
  const time = at.toISOString();
  return {
    schemaVersion: 1,
    tool: { name: "breakwater", version: "0.0.0" },
    cluster: { name: "bench", uid: "bench", version: "v1.36.2", distribution: "kubeadm", source: "kubeconfig" },
    vantage,
    startedAt: time,
    finishedAt: time,
    profile: "standard",
    outcome: "complete",
    coverage: {
      nodes: { known: nodes.length, checked: nodes.length, unreachable: [] },
      probes: { planned: nodes.length * ports.length, done: nodes.length * ports.length, failed: 0 },
      lost: [],
    },
    nodes: nodes.map(({ name, address }) => ({
      name,
      uid: `uid-${name}`,
      roles: ["worker"],
      kubeletVersion: "v1.36.2",
      distribution: "kubeadm",
      osImage: "Debian GNU/Linux 12 (bookworm)",
      ready: true,
      kubeletPort: 10_250,
      addresses: [address],
      kubeletConfig: { status: "unknown", reason: "not asked", need: null },
    })),
    observations: nodes.flatMap(({ name, address, open }) =>
      [...open].map((place): Observation => {
        const seen = { node: name, address, port: ports[place] ?? 0, protocol: "TCP" as const, state: "open" as const };
        return { ...seen, service: null, vantage, at: time, rttMs: 1, reason: "syn-ack" };
      }),
    ),
    sweeps: nodes.map(({ name, address, open }) => ({
      node: name,
      address,
      protocol: "TCP",
      vantage,
      at: time,
      ports: range,
      open: open.size,
      closed: ports.length - open.size,
      filtered: 0,
      failed: 0,
      states: { closed: closedRanges(open) },
    })),
    results,
    problems: [],
  };
}
