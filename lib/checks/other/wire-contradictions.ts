import type { Evidence } from "../../domain/evidence.ts";
import { type ClusterNode, isControlPlane } from "../../domain/inventory.ts";
import type { EffectiveSetting, SettingComponent, SettingReading, SettingValue } from "../../domain/setting.ts";
import type { Severity } from "../../domain/severity.ts";
import { wellKnownPorts } from "../../domain/well-known-ports.ts";
import type { Door } from "../../domain/workload.ts";

/** A door that a setting is said to close, and what the wire shows when it does not. */
export interface ContradictionRule {
  component: SettingComponent;
  names: readonly string[];
  on: "every node" | "control plane";
  severity: Severity;
  portOn(node: ClusterNode, evidence: Evidence): number;
  /** True where what the wire shows is the open door; the other way round nothing is exposed. */
  isOpen(wire: SettingValue): boolean;
}

const always = () => true;

/** Where the node's API server answers; its usual port where none was recognised. */
function apiServerPort(node: ClusterNode, evidence: Evidence): number {
  const seen = evidence
    .ofNode(node.name)
    .find(({ apiServer, state }) => state === "open" && apiServer?.transport === "https");
  return seen?.port ?? 6443;
}

export const contradictionRules: readonly ContradictionRule[] = [
  {
    component: "kubelet",
    names: ["authentication.anonymous.enabled"],
    on: "every node",
    severity: "high",
    portOn: (node) => node.kubeletPort,
    isOpen: (wire) => wire === true,
  },
  {
    component: "kubelet",
    names: ["readOnlyPort"],
    on: "every node",
    severity: "medium",
    portOn: () => 10255,
    isOpen: (wire) => wire !== 0,
  },
  {
    component: "kubelet",
    names: ["healthzBindAddress", "healthzPort"],
    on: "every node",
    severity: "low",
    portOn: () => 10248,
    isOpen: always,
  },
  {
    component: "kube-proxy",
    names: ["metricsBindAddress"],
    on: "every node",
    severity: "low",
    portOn: () => 10249,
    isOpen: always,
  },
  {
    component: "etcd",
    names: ["client-cert-auth"],
    on: "control plane",
    severity: "high",
    portOn: () => 2379,
    isOpen: (wire) => wire === false,
  },
  {
    component: "kube-apiserver",
    names: ["anonymous-auth"],
    on: "control plane",
    severity: "medium",
    portOn: apiServerPort,
    isOpen: (wire) => wire === true,
  },
];

const doorByPort: ReadonlyMap<number, Door> = new Map([
  [10_255, "kubelet-read-only-port"],
  [10_248, "kubelet-healthz"],
  [10_249, "kube-proxy-metrics"],
  [2379, "etcd-client"],
]);
const apiServerPorts = new Set<number>(
  wellKnownPorts.filter(({ service }) => service === "kube-apiserver").map(({ port }) => port),
);

/** Doors behind a governed port. The kubelet's own may have any number; that the API server is used, all know. */
export function doorsAt(port: number | undefined): readonly Door[] {
  const door = doorByPort.get(port ?? 0);
  if (door) return [door];
  return port === undefined || apiServerPorts.has(port) || port === 443 ? [] : ["kubelet-anonymous"];
}

export function rulesOn(node: ClusterNode): ContradictionRule[] {
  return contradictionRules.filter(({ on }) => on === "every node" || isControlPlane(node));
}

export function ruleAt(node: ClusterNode, port: number, evidence: Evidence): ContradictionRule | undefined {
  return rulesOn(node).find((rule) => rule.portOn(node, evidence) === port);
}

/** What is written down of a setting: flags, files, ConfigMaps and what the component says of itself; no defaults. */
export function claimsOf({ readings }: EffectiveSetting): SettingReading[] {
  return readings.filter(({ kind, value }) => kind !== "wire" && kind !== "default" && value !== null);
}

export function wireOf({ readings }: EffectiveSetting): SettingReading | undefined {
  return readings.find(({ kind }) => kind === "wire");
}
