import type { Distribution } from "../domain/distribution.ts";
import type { AddressPlan } from "./address-plan.ts";
import type { Seed } from "./seeded.ts";
import { harborServices, lagoonServices, type ServiceSpec, type ServiceState } from "./service-state.ts";
import { controlPlanePostures, hardened, type NodeSettings, type Posture, workerPostures } from "./settings.ts";
import type { ClusterState, NodeState } from "./state.ts";

export const clusterNames = ["harbor", "lagoon", "skiff", "dinghy"] as const;
export type ClusterName = (typeof clusterNames)[number];

export interface FleetSize {
  controlPlanes: number;
  workers: number;
}

interface ClusterSpec {
  distribution: Distribution;
  version: string;
  ageDays: number;
  podCIDR: string;
  serviceCIDR: string;
  controlPlanes: (size: FleetSize) => Posture[];
  workers: (size: FleetSize) => Posture[];
  services: ServiceSpec[];
  controlPlaneName: string;
  workerName: string;
}

const dayMs = 86_400_000;

function posture(name: string, story: string, settings: Partial<NodeSettings>): Posture {
  return { name, story, settings };
}

function repeated(postures: Posture[], count: number): Posture[] {
  const [first] = postures;
  return Array.from({ length: count }, (_, index) => postures[index] ?? first).filter((one) => one !== undefined);
}

const eksWorker = posture("eks", "managed node group; kube-proxy as the add-on configures it", {
  kubeletVersion: "v1.35.4-eks-3fb1c2d",
  kubeProxyMetricsEverywhere: true,
});
const k3sServer = posture("k3s", "hardened after the k3s CIS guide", {
  kubeletVersion: "v1.36.2+k3s1",
  apiServer: true,
  apiAnonymous: "off",
});
const k3sAgent = posture("k3s", "hardened after the k3s CIS guide", { kubeletVersion: "v1.36.2+k3s1" });
const rke2Server = posture("rke2", "profile: cis", {
  kubeletVersion: "v1.36.2+rke2r1",
  apiServer: true,
  apiAnonymous: "off",
  etcdClient: "loopback",
  etcdPeer: "loopback",
  etcdMetrics: "loopback",
  supervisor: true,
});
const rke2Agent = posture("rke2", "profile: cis", { kubeletVersion: "v1.36.2+rke2r1" });

const specs: Record<ClusterName, ClusterSpec> = {
  harbor: {
    distribution: "kubeadm",
    version: "v1.36.2",
    ageDays: 640,
    podCIDR: "10.244.0.0/16",
    serviceCIDR: "10.96.0.0/12",
    controlPlanes: (size) => repeated(controlPlanePostures, size.controlPlanes),
    workers: (size) => repeated(workerPostures, size.workers),
    services: harborServices,
    controlPlaneName: "harbor-cp-",
    workerName: "harbor-worker-",
  },
  lagoon: {
    distribution: "eks",
    version: "v1.35.4-eks-3fb1c2d",
    ageDays: 210,
    podCIDR: "10.60.0.0/16",
    serviceCIDR: "172.20.0.0/16",
    controlPlanes: () => [posture("eks", "managed control plane", { apiServer: true, apiAnonymous: "health-checks" })],
    workers: () => repeated([eksWorker], 3),
    services: lagoonServices,
    controlPlaneName: "lagoon-endpoint-",
    workerName: "lagoon-node-",
  },
  skiff: {
    distribution: "k3s",
    version: "v1.36.2+k3s1",
    ageDays: 95,
    podCIDR: "10.42.0.0/16",
    serviceCIDR: "10.43.0.0/16",
    controlPlanes: () => [k3sServer],
    workers: () => [k3sAgent],
    services: [],
    controlPlaneName: "skiff-server-",
    workerName: "skiff-agent-",
  },
  dinghy: {
    distribution: "rke2",
    version: "v1.36.2+rke2r1",
    ageDays: 71,
    podCIDR: "10.42.0.0/16",
    serviceCIDR: "10.43.0.0/16",
    controlPlanes: () => [rke2Server],
    workers: () => [rke2Agent],
    services: [],
    controlPlaneName: "dinghy-server-",
    workerName: "dinghy-agent-",
  },
};

/** The cluster as it is on the first day of the story. */
export function planCluster(
  name: ClusterName,
  size: FleetSize,
  plan: AddressPlan,
  seed: Seed,
  clock: () => Date,
): ClusterState {
  const now = clock();
  const spec = specs[name];
  const before = (days: number, ...words: string[]) =>
    new Date(Math.floor((now.getTime() - days * dayMs - seed.number(dayMs, "age", name, ...words)) / 1000) * 1000);
  const createdAt = before(spec.ageDays);
  const node = (role: NodeState["role"], index: number, one: Posture): NodeState => {
    const hidden = spec.distribution === "eks" && role === "control-plane";
    const nodeName = `${role === "worker" ? spec.workerName : spec.controlPlaneName}${index + 1}`;
    const place = role === "worker" ? plan.worker(name, index) : plan.controlPlane(name, index);
    const home = hidden ? plan.endpoint(name) : place;
    const initial: NodeSettings = { ...hardened, kubeletVersion: spec.version, ...one.settings };
    return {
      cluster: name,
      name: nodeName,
      uid: seed.uuid(name, "Node", nodeName),
      role,
      posture: one.name,
      story: one.story,
      home,
      loopback: plan.loopbackOf(home),
      createdAt: new Date(createdAt.getTime() + (index + 1) * 240_000),
      hidden,
      initial,
      settings: { ...initial },
    };
  };
  return {
    name,
    uid: seed.uuid(name, "Namespace", "kube-system"),
    distribution: spec.distribution,
    version: spec.version,
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
  };
}

function planService(
  cluster: string,
  spec: ServiceSpec,
  seed: Seed,
  before: (days: number, ...words: string[]) => Date,
): ServiceState {
  const { ageDays, type = "NodePort", ...rest } = spec;
  return {
    ...rest,
    type,
    uid: seed.uuid(cluster, "Service", spec.namespace, spec.name),
    createdAt: before(ageDays, spec.namespace, spec.name),
    deleted: false,
    initial: { type, backend: spec.backend, approved: spec.approved, deleted: false },
  };
}
