import type { HostPort, Inventory } from "../../domain/inventory.ts";
import type { ClusterPod, Workload } from "../../domain/workload.ts";
import { samplePod } from "../nodeport/sample-services.ts";
import { hardened, type Seen, withInventory } from "../sample-evidence.ts";

/** web/edge, a DaemonSet with a pod on both workers. */
export function edge(changes: Partial<Workload> = {}): Workload {
  return {
    kind: "DaemonSet",
    uid: "uid-edge",
    namespace: "web",
    name: "edge",
    labels: {},
    annotations: {},
    managers: [{ name: "helm", at: "2026-04-22T08:00:00.000Z" }],
    serviceAccount: "edge",
    hostNetwork: false,
    images: ["traefik:3"],
    flags: {},
    createdAt: "2026-04-22T08:00:00.000Z",
    ...changes,
  };
}

function pod(node: string, changes: Partial<ClusterPod>): ClusterPod {
  const namespace = changes.namespace ?? "web";
  return samplePod({
    uid: `uid-edge-${node}`,
    name: `edge-${node}`,
    owner: { kind: "DaemonSet", name: "edge" },
    node,
    ...changes,
    namespace,
  });
}

interface Changes {
  port?: Partial<HostPort>;
  pod?: Partial<ClusterPod>;
  workload?: Partial<Workload>;
  inventory?: Partial<Inventory>;
}

/** A port that web/edge takes on both workers, 8443/TCP by hostPort unless told otherwise. */
export function taking({ port = {}, pod: podChanges = {}, workload = {}, inventory = {} }: Changes = {}): Seen {
  const nodes = ["worker-1", "worker-2"];
  const pods = nodes.map((node) => pod(node, { hostNetwork: port.via === "hostNetwork", ...podChanges }));
  const hostPorts = pods.map(
    ({ uid, namespace, name, node }): HostPort => ({
      namespace,
      pod: name,
      podUid: uid,
      node: node ?? "",
      port: 8443,
      protocol: "TCP",
      via: "hostPort",
      hostIP: null,
      container: "traefik",
      ...port,
    }),
  );
  const namespace = podChanges.namespace ?? "web";
  return withInventory(hardened(), { pods, hostPorts, workloads: [edge({ namespace, ...workload })], ...inventory });
}

export const edgeSubject = {
  kind: "DaemonSet" as const,
  uid: "uid-edge",
  namespace: "web",
  name: "edge",
  port: 8443,
  protocol: "TCP" as const,
};

export const withoutPods: Partial<Inventory> = {
  pods: null,
  hostPorts: null,
  lost: [{ need: "list pods", why: "403", grant: "rule" }],
};
