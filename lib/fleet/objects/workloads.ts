import type { ServiceState } from "../service-state.ts";
import { type ClusterState, type NodeState, visibleNodes } from "../state.ts";
import type { WorkloadSpec } from "../workload-spec.ts";
import { cached } from "./cached.ts";
import { type KubeObject, meta, type OwnerReference, writtenBy } from "./kube-object.ts";

/** Everything that runs in the cluster, static pods aside. */
export function workloadsOf(cluster: ClusterState): WorkloadSpec[] {
  return cached(cluster, "workloads", () => [
    ...cluster.spec.workloads(cluster),
    ...cluster.services.filter((service) => !service.endpointsOnNode).map((service) => backing(cluster, service)),
  ]);
}

/** Label `app` of what stands behind a Service. */
export function appOf(service: Pick<ServiceState, "name">): string {
  return service.name === "debug-tmp" ? "payment-worker" : service.name;
}

function backing(cluster: ClusterState, service: ServiceState): WorkloadSpec {
  const app = appOf(service);
  const index = cluster.services.indexOf(service);
  return {
    kind: "Deployment",
    namespace: service.namespace,
    name: app,
    image: service.image ?? `registry.${cluster.name}.example/${service.namespace}/${app}:1.${index + 4}.0`,
    labels: { app },
    ports: [{ name: "main", containerPort: service.port, ...(service.protocol === "UDP" ? { protocol: "UDP" } : {}) }],
    createdAt: service.createdAt,
    podIndex: index,
    own: ownership(service),
  };
}

/** Marks of the tool that wrote an object. */
export function ownership(service: Pick<ServiceState, "owner" | "namespace" | "name">, kind = "Deployment") {
  const labels: Record<string, string> = {};
  const annotations: Record<string, string> = {};
  if (service.owner === "helm") {
    labels["app.kubernetes.io/managed-by"] = "Helm";
    labels["app.kubernetes.io/instance"] = service.name;
    annotations["meta.helm.sh/release-name"] = service.name;
    annotations["meta.helm.sh/release-namespace"] = service.namespace;
  }
  if (service.owner === "argo") {
    labels["app.kubernetes.io/instance"] = service.name;
    const group = kind === "Deployment" ? "apps" : "";
    annotations["argocd.argoproj.io/tracking-id"] =
      `${service.name}:${group}/${kind}:${service.namespace}/${service.name}`;
  }
  return { labels, annotations };
}

/** Nodes that run a pod of it now; unreachable ones get nothing new. */
export function nodesFor(cluster: ClusterState, spec: WorkloadSpec): NodeState[] {
  const nodes = visibleNodes(cluster);
  const workers = nodes.filter((node) => node.role === "worker");
  const { on } = spec;
  if (Array.isArray(on)) return on.flatMap((number) => workers[number - 1] ?? []);
  const eligible =
    on === "all" ? nodes : on === "control-planes" ? nodes.filter((node) => node.role === "control-plane") : workers;
  if (spec.kind === "DaemonSet") return eligible;
  const alive = eligible.filter((node) => node.settings.reachable);
  const count = Math.min(spec.replicas ?? 1, alive.length);
  const start = spec.podIndex ?? 0;
  return Array.from({ length: count }, (_, index) => alive[(start + index) % alive.length]).flatMap(
    (node) => node ?? [],
  );
}

/** Owner of a workload's pods: itself, or the ReplicaSet of a Deployment. */
export function podOwner(cluster: ClusterState, spec: WorkloadSpec): OwnerReference {
  const [kind, name] =
    spec.kind === "Deployment" ? ["ReplicaSet", `${spec.name}-${templateHash(cluster, spec)}`] : [spec.kind, spec.name];
  return { apiVersion: "apps/v1", kind, name, uid: uidOf(cluster, spec, kind, name), controller: true };
}

export function templateHash(cluster: ClusterState, spec: WorkloadSpec): string {
  return cluster.seed.suffix(9, spec.namespace, spec.name, "template");
}

function uidOf(cluster: ClusterState, spec: WorkloadSpec, kind: string, name: string): string {
  return cluster.seed.uuid(cluster.name, kind, spec.namespace, name);
}

/** The objects of one kind in apps/v1. */
export function workloadObjects(cluster: ClusterState, kind: WorkloadSpec["kind"] | "ReplicaSet"): KubeObject[] {
  const all = workloadsOf(cluster);
  if (kind !== "ReplicaSet")
    return all.filter((spec) => spec.kind === kind).map((spec) => controllerObject(cluster, spec, kind, spec.name));
  return all
    .filter((spec) => spec.kind === "Deployment")
    .map((spec) => {
      const object = controllerObject(cluster, spec, kind, podOwner(cluster, spec).name);
      const uid = uidOf(cluster, spec, "Deployment", spec.name);
      object.metadata.ownerReferences = [
        { apiVersion: "apps/v1", kind: "Deployment", name: spec.name, uid, controller: true },
      ];
      return object;
    });
}

function controllerObject(cluster: ClusterState, spec: WorkloadSpec, kind: string, name: string): KubeObject {
  const metadata = meta(cluster, kind, name, {
    namespace: spec.namespace,
    uid: uidOf(cluster, spec, kind, name),
    labels: { ...spec.labels, ...spec.own?.labels },
    ...(spec.createdAt ? { createdAt: spec.createdAt } : {}),
    ...(spec.own?.annotations && Object.keys(spec.own.annotations).length > 0
      ? { annotations: spec.own.annotations }
      : {}),
  });
  const manager = spec.own?.labels?.["app.kubernetes.io/managed-by"] === "Helm" ? "helm" : "kubectl-client-side-apply";
  metadata.managedFields = [writtenBy(manager, "apps/v1", spec.createdAt ?? cluster.createdAt)];
  const count = nodesFor(cluster, spec).length;
  return {
    apiVersion: "apps/v1",
    kind,
    metadata,
    spec: {
      ...(kind === "DaemonSet" ? {} : { replicas: spec.replicas ?? 1 }),
      selector: { matchLabels: spec.labels },
      template: { metadata: { labels: spec.labels }, spec: podTemplate(spec) },
    },
    status:
      kind === "DaemonSet"
        ? { currentNumberScheduled: count, desiredNumberScheduled: count, numberReady: count, numberMisscheduled: 0 }
        : { replicas: count, readyReplicas: count, availableReplicas: count, observedGeneration: 1 },
  };
}

/** spec of a pod as its controller writes it; what the API server fills in comes with the pod. */
export function podTemplate(spec: WorkloadSpec): Record<string, unknown> {
  const account = spec.serviceAccount ?? "default";
  return {
    containers: [
      {
        name: spec.container ?? spec.name,
        image: spec.image,
        ...(spec.command ? { command: spec.command } : {}),
        ...(spec.args ? { args: spec.args } : {}),
        ...(spec.env ? { env: spec.env } : {}),
        ...(spec.ports ? { ports: spec.ports.map((port) => portOf(spec, port)) } : {}),
        ...(spec.privileged ? { securityContext: { privileged: true } } : {}),
      },
    ],
    ...(spec.hostNetwork ? { hostNetwork: true } : {}),
    ...(spec.priorityClass ? { priorityClassName: spec.priorityClass } : {}),
    serviceAccountName: account,
    serviceAccount: account,
  };
}

/** A pod in the host's network takes its ports on the host: the API server writes that down. */
function portOf(spec: WorkloadSpec, port: NonNullable<WorkloadSpec["ports"]>[number]) {
  const hostPort = spec.hostNetwork ? port.containerPort : port.hostPort;
  return { ...port, protocol: port.protocol ?? "TCP", ...(hostPort === undefined ? {} : { hostPort }) };
}

/** Ports that pods take on a node by hostPort or in its network. */
export function hostPortsOf(cluster: ClusterState, node: NodeState): number[] {
  const byNode = cached(cluster, "host ports", () => {
    const found = new Map<string, number[]>();
    for (const spec of workloadsOf(cluster)) {
      const ports = (spec.ports ?? []).flatMap((port) => (spec.hostNetwork ? port.containerPort : port.hostPort) ?? []);
      if (ports.length === 0) continue;
      for (const { name } of nodesFor(cluster, spec)) found.set(name, [...(found.get(name) ?? []), ...ports]);
    }
    return found;
  });
  return byNode.get(node.name) ?? [];
}
