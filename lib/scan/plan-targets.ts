import { findCheck } from "../checks/index.ts";
import { cidrLabel } from "../discovery/index.ts";
import { type Inventory, nodeAddresses } from "../domain/inventory.ts";
import type { ScanProfile, ScanScope } from "../domain/scan-report.ts";
import type { Subject } from "../domain/subject.ts";
import { printerPorts, wellKnownPorts } from "../domain/well-known-ports.ts";
import { type NodePorts, portsFor } from "../probes/index.ts";
import { type PlannedUdpPort, planUdp } from "./plan-udp.ts";

/** One address and the ports to look at, the telling ones first. */
export interface PlannedTarget {
  /** null for the API endpoint of a cluster whose control plane is hidden. */
  node: string | null;
  address: string;
  /** Ports that tell whether the address answers at all: well-known, declared, or asked for. */
  first: number[];
  /** The rest of the profile, looked at only where something answered. */
  rest: number[];
  /** UDP ports, looked at only where something answered over TCP. */
  udp: PlannedUdpPort[];
  /** port → what is expected there. */
  hints: Map<number, string>;
  /** An address of a CIDR: silence there means that no host exists. */
  maybeEmpty: boolean;
}

export interface PlanOptions {
  profile: ScanProfile;
  ports?: number[];
  scope?: ScanScope;
  alsoJudge: readonly { checkId: string; subject: Subject }[];
}

/** Turns an inventory into the addresses and ports that a scan looks at. Pure. */
export function planTargets(inventory: Inventory, options: PlanOptions): PlannedTarget[] {
  const wanted = options.scope?.nodes;
  const done = new Set(options.scope?.resumes?.nodes);
  const nodes = inventory.nodes.filter(({ name }) => (!wanted || wanted.includes(name)) && !done.has(name));
  const services = inventory.services ?? [];
  const nodePorts = services.flatMap((service) => [
    ...service.ports.flatMap((port) => (port.nodePort !== null && port.protocol === "TCP" ? [port.nodePort] : [])),
    ...(service.healthCheckNodePort === null ? [] : [service.healthCheckNodePort]),
  ]);
  const targets = nodes.flatMap((node) => {
    const hostPorts = (inventory.hostPorts ?? [])
      .filter((entry) => entry.node === node.name && entry.protocol === "TCP")
      .map((entry) => entry.port);
    const choice = {
      kubeletPort: node.kubeletPort,
      nodePorts,
      hostPorts,
      nodePortRange: inventory.cluster.nodePortRange,
      maybePrinter: cidrLabel in node.labels,
    };
    const asked = narrowPorts(options, choice) ?? options.ports;
    const all = portsFor(options.profile, choice, asked);
    const telling = new Set(asked ?? portsFor("quick", choice));
    const hints = hintsOf(node.kubeletPort, nodePorts, hostPorts);
    const udp = planUdp(inventory, node, options);
    return nodeAddresses(node).map((address) => ({
      node: node.name,
      address,
      first: all.filter((port) => telling.has(port)),
      rest: all.filter((port) => !telling.has(port)),
      udp,
      hints,
      maybeEmpty: cidrLabel in node.labels,
    }));
  });
  return [...targets, ...endpointTarget(inventory, options)];
}

/** A scan of some checks looks only at their ports; a re-check only at those and at its subjects' own. */
function narrowPorts(options: PlanOptions, node: NodePorts): number[] | undefined {
  if (!options.scope?.checks) return undefined;
  const checks = options.scope.checks.flatMap((id) => findCheck(id) ?? []);
  const asked = options.alsoJudge.flatMap(({ subject }) => (subject.protocol === "UDP" ? [] : (subject.port ?? [])));
  const isWhole = !options.alsoJudge.some(({ subject }) => subject.port !== undefined);
  // Where only UDP is asked for, the kubelet's port tells whether the node can be reached at all.
  const usesKubelet =
    checks.some(({ component }) => ["kubelet", "certificate", "other", "cni"].includes(component)) ||
    (!isWhole && asked.length === 0);
  const isAskedFor = (component: string) => checks.some((check) => check.component === component);
  const nodePorts = (isAskedFor("nodeport") || isAskedFor("service")) && isWhole;
  const hostPorts = (isAskedFor("host-port") || isAskedFor("service")) && isWhole;
  const [first, last] = node.nodePortRange;
  const range = nodePorts && options.scope.checks.includes("nodeport-orphan-listener");
  const checked = checks.flatMap((check) => check.ports);
  return [
    ...checked.filter((port) => !node.maybePrinter || !printerPorts.includes(port)),
    ...asked,
    ...(usesKubelet ? [node.kubeletPort] : []),
    ...(nodePorts ? node.nodePorts : []),
    ...(hostPorts ? node.hostPorts : []),
    ...(range ? Array.from({ length: last - first + 1 }, (_, index) => first + index) : []),
  ];
}

function hintsOf(kubeletPort: number, nodePorts: readonly number[], hostPorts: readonly number[]): Map<number, string> {
  const hints = new Map<number, string>(hostPorts.map((port) => [port, "host-port"]));
  for (const port of nodePorts) hints.set(port, "nodeport");
  for (const { port, service } of wellKnownPorts) hints.set(port, service);
  return hints.set(kubeletPort, "kubelet");
}

/** The API server's own address where it belongs to no node: a managed control plane or a load balancer. */
function endpointTarget(inventory: Inventory, options: PlanOptions): PlannedTarget[] {
  if (!inventory.cluster.endpoint || options.scope?.nodes) return [];
  const url = new URL(inventory.cluster.endpoint);
  const address = url.hostname.replace(/^\[|\]$/g, "");
  const port = Number(url.port || 443);
  if (inventory.nodes.some((node) => node.addresses.some((entry) => entry.address === address))) return [];
  const narrow = narrowPorts(options, { kubeletPort: port, nodePorts: [], hostPorts: [], nodePortRange: [1, 0] });
  if (narrow && !narrow.includes(port) && !narrow.some((entry) => entry === 6443 || entry === 443)) return [];
  const hints = new Map([[port, "kube-apiserver"]]);
  return [{ node: null, address, first: [port], rest: [], udp: [], hints, maybeEmpty: false }];
}
