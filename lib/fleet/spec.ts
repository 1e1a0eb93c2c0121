import type { AddressPlan } from "./address-plan.ts";
import { hardenedCluster } from "./cluster-settings.ts";
import type { FleetSize } from "./clusters/cluster-spec.ts";
import { type ClusterName, clusterSpecs } from "./clusters/index.ts";
import type { Seed } from "./seeded.ts";
import type { ServiceSettings, ServiceSpec, ServiceState } from "./service-state.ts";
import { hardened, type NodeSettings, type Posture } from "./settings.ts";
import type { ClusterState, NodeState } from "./state.ts";

const dayMs = 86_400_000;

/** The cluster as it is on the first day of the story. */
export function planCluster(
  name: ClusterName,
  size: FleetSize,
  plan: AddressPlan,
  seed: Seed,
  clock: () => Date,
): ClusterState {
  const now = clock();
  const spec = clusterSpecs[name];
  const before = (days: number, ...words: string[]) =>
    new Date(Math.floor((now.getTime() - days * dayMs - seed.number(dayMs, "age", name, ...words)) / 1000) * 1000);
  const createdAt = before(spec.ageDays);
  const node = (role: NodeState["role"], index: number, one: Posture): NodeState => {
    const hidden = spec.managed && role === "control-plane";
    const nodeName = `${role === "worker" ? spec.workerName : spec.controlPlaneName}${index + 1}`;
    const place = role === "worker" ? plan.worker(name, index) : plan.controlPlane(name, index);
    const home = hidden ? plan.endpoint(name) : place;
    const initial: NodeSettings = bindable({ ...hardened, kubeletVersion: spec.version, ...one.settings });
    return {
      cluster: name,
      name: nodeName,
      uid: seed.uuid(name, "Node", nodeName),
      role,
      posture: one.name,
      story: one.story,
      home,
      loopback: plan.loopbackOf(home),
      external: initial.externalAddress ? plan.external(home) : null,
      createdAt:
        one.ageDays === undefined
          ? new Date(createdAt.getTime() + (index + 1) * 240_000)
          : before(one.ageDays, nodeName),
      hidden,
      initial,
      settings: { ...initial },
    };
  };
  const settings = { ...hardenedCluster, ...spec.settings };
  return {
    name,
    uid: seed.uuid(name, "Namespace", "kube-system"),
    distribution: spec.distribution,
    version: spec.version,
    network: spec.network,
    spec,
    plan,
    seed,
    now: clock,
    podCIDR: spec.podCIDR,
    serviceCIDR: spec.serviceCIDR,
    createdAt,
    revision: 1_000_000 + seed.number(9_000_000, name, "revision"),
    nodes: [
      ...spec.controlPlanes(size).map((one, index) => node("control-plane", index, one)),
      ...spec.workers(size).map((one, index) => node("worker", index, one)),
    ],
    services: spec.services.map((service) => planService(name, service, seed, before)),
    namespaces: Object.entries(spec.namespaces).map(([namespace, initial]) => ({
      name: namespace,
      initial,
      settings: { ...initial },
    })),
    initial: settings,
    settings: { ...settings },
  };
}

/** BGP has port 179, which only root may open here: anybody else's fleet does without it. */
function bindable(settings: NodeSettings): NodeSettings {
  if (process.getuid?.() === 0) return settings;
  return { ...settings, extraListeners: settings.extraListeners.filter((name) => name !== "bgp") };
}

function planService(
  cluster: string,
  spec: ServiceSpec,
  seed: Seed,
  before: (days: number, ...words: string[]) => Date,
): ServiceState {
  const initial: ServiceSettings = {
    type: spec.type ?? "NodePort",
    backend: spec.backend,
    approved: spec.approved,
    deleted: false,
    externalTrafficPolicy: spec.externalTrafficPolicy ?? "Cluster",
    externalIPs: spec.externalIPs ?? [],
    sourceRanges: spec.sourceRanges ?? [],
    allocateNodePorts: spec.allocateNodePorts ?? true,
  };
  const { namespace, name, port, nodePort, title, owner } = spec;
  return {
    ...initial,
    initial,
    namespace,
    name,
    port,
    nodePort,
    title,
    owner,
    uid: seed.uuid(cluster, "Service", namespace, name),
    createdAt: before(spec.ageDays, namespace, name),
    protocol: spec.protocol ?? "TCP",
    annotations: spec.annotations ?? {},
    image: spec.image ?? null,
    callers: spec.callers ?? null,
    endpointsOnNode: spec.endpointsOnNode ?? false,
  };
}
