import { type ClusterState, type NodeState, visibleNodes } from "../state.ts";
import type { WorkloadSpec } from "../workload-spec.ts";
import { cached } from "./cached.ts";
import { type KubeObject, kubeTime, meta, type ObjectMeta } from "./kube-object.ts";
import { type StaticPodSpec, staticPodsOf } from "./static-pods.ts";
import { nodesFor, podOwner, podTemplate, templateHash, workloadsOf } from "./workloads.ts";

interface PodShape {
  metadata: ObjectMeta;
  node: NodeState;
  podIP: string;
  /** spec without what the API server and the scheduler fill in. */
  template: Record<string, unknown>;
}

/** The Pod objects, mirror pods of static pods among them. */
export function podObjects(cluster: ClusterState): KubeObject[] {
  return cached(cluster, "pods", () => [
    ...visibleNodes(cluster).flatMap((node) =>
      staticPodsOf(cluster, node).map((spec) => mirrorPod(cluster, node, spec)),
    ),
    ...workloadsOf(cluster).flatMap((spec) => workloadPods(cluster, spec)),
  ]);
}

/** Pods that one kubelet runs. */
export function podsOfNode(cluster: ClusterState, node: NodeState): KubeObject[] {
  const byNode = cached(cluster, "pods by node", () =>
    Map.groupBy(podObjects(cluster), (one) => (one.spec as { nodeName?: string }).nodeName ?? ""),
  );
  return byNode.get(node.name) ?? [];
}

/** Pods of a workload, as its Services and policies find them. */
export function podsWith(cluster: ClusterState, namespace: string, labels: Record<string, string>): KubeObject[] {
  return podObjects(cluster).filter(
    ({ metadata }) =>
      metadata.namespace === namespace &&
      Object.entries(labels).every(([key, value]) => metadata.labels?.[key] === value),
  );
}

/** Control-plane components are called by their role; an etcd beside a worker is somebody's own. */
function mirrorPod(cluster: ClusterState, node: NodeState, spec: StaticPodSpec): KubeObject {
  const controlPlane = node.settings.apiServer || spec.component === "kube-proxy";
  const name = `${controlPlane ? spec.component : `edge-${spec.component}`}-${node.name}`;
  const hash = cluster.seed.hex(32, name, "config");
  const talos = cluster.distribution === "talos";
  const metadata = meta(cluster, "Pod", name, {
    namespace: spec.namespace ?? "kube-system",
    createdAt: new Date(node.createdAt.getTime() + 60_000),
    labels: controlPlane
      ? { [talos ? "k8s-app" : "component"]: spec.component, tier: "control-plane", ...spec.labels }
      : { app: `edge-${spec.component}` },
    annotations: {
      "kubernetes.io/config.hash": hash,
      "kubernetes.io/config.mirror": hash,
      "kubernetes.io/config.seen": `${node.createdAt.toISOString().slice(0, 19)}.343046121Z`,
      "kubernetes.io/config.source": "file",
      ...installerMarks(cluster, node, spec.component),
    },
  });
  metadata.ownerReferences = [{ apiVersion: "v1", kind: "Node", name: node.name, uid: node.uid, controller: true }];
  return pod({
    metadata,
    node,
    podIP: node.home,
    template: {
      containers: [{ name: spec.component, image: spec.image, command: spec.command }],
      hostNetwork: true,
      priorityClassName: "system-node-critical",
      priority: 2_000_001_000,
    },
  });
}

/** What kubeadm writes on the pods that others have to find. */
function installerMarks(cluster: ClusterState, node: NodeState, component: string): Record<string, string> {
  if (cluster.distribution !== "kubeadm" || !node.settings.apiServer) return {};
  if (component === "etcd") return { "kubeadm.kubernetes.io/etcd.advertise-client-urls": `https://${node.home}:2379` };
  return component === "kube-apiserver"
    ? { "kubeadm.kubernetes.io/kube-apiserver.advertise-address.endpoint": `${node.home}:6443` }
    : {};
}

function workloadPods(cluster: ClusterState, spec: WorkloadSpec): KubeObject[] {
  const template = podTemplate(spec);
  const owner = podOwner(cluster, spec);
  const prefix = spec.kind === "DaemonSet" ? spec.name : owner.name;
  return nodesFor(cluster, spec).map((node, index) => {
    const ending =
      spec.kind === "StatefulSet" ? String(index) : cluster.seed.suffix(5, node.name, spec.namespace, prefix);
    const metadata = meta(cluster, "Pod", `${prefix}-${ending}`, {
      namespace: spec.namespace,
      createdAt: spec.createdAt ?? (spec.kind === "DaemonSet" ? node.createdAt : cluster.createdAt),
      labels: { ...spec.labels, ...revisionLabel(cluster, spec) },
    });
    metadata.generateName = `${prefix}-`;
    metadata.ownerReferences = [owner];
    return pod({ metadata, node, podIP: spec.hostNetwork ? node.home : podIpOf(cluster, spec, node, index), template });
  });
}

function revisionLabel(cluster: ClusterState, spec: WorkloadSpec): Record<string, string> {
  if (spec.kind === "Deployment") return { "pod-template-hash": templateHash(cluster, spec) };
  return { "controller-revision-hash": cluster.seed.suffix(10, spec.namespace, spec.name, "revision") };
}

/** Services' pods count from the start of the pod network, all others lie behind them. */
function podIpOf(cluster: ClusterState, spec: WorkloadSpec, node: NodeState, index: number): string {
  if (spec.podIndex !== undefined) return podAddress(cluster, spec.podIndex);
  return podAddress(cluster, 400 + cluster.seed.number(9_000, spec.namespace, spec.name, node.name, String(index)));
}

/** An address in the cluster's pod network. */
export function podAddress(cluster: ClusterState, index: number): string {
  const [first, second] = cluster.podCIDR.split(".");
  return `${first}.${second}.${1 + Math.floor(index / 200)}.${10 + (index % 200)}`;
}

function pod(shape: PodShape): KubeObject {
  const { metadata, node, template } = shape;
  const containers = template.containers as { name: string; image: string }[];
  const started = metadata.creationTimestamp;
  const alive = node.settings.reachable;
  const condition = (type: string, status = "True") => ({
    type,
    status,
    lastProbeTime: null,
    lastTransitionTime: started,
  });
  return {
    apiVersion: "v1",
    kind: "Pod",
    metadata,
    spec: {
      ...template,
      containers: containers.map((container) => ({
        ...container,
        resources: {},
        terminationMessagePath: "/dev/termination-log",
        terminationMessagePolicy: "File",
        imagePullPolicy: "IfNotPresent",
      })),
      restartPolicy: "Always",
      terminationGracePeriodSeconds: 30,
      dnsPolicy: "ClusterFirst",
      nodeName: node.name,
      securityContext: {},
      schedulerName: "default-scheduler",
      enableServiceLinks: true,
    },
    status: {
      phase: "Running",
      conditions: [
        condition("PodReadyToStartContainers"),
        condition("Initialized"),
        condition("Ready", alive ? "True" : "False"),
        condition("ContainersReady"),
        condition("PodScheduled"),
      ],
      hostIP: node.home,
      hostIPs: [{ ip: node.home }],
      podIP: shape.podIP,
      podIPs: [{ ip: shape.podIP }],
      startTime: kubeTime(new Date(started)),
      containerStatuses: containers.map((container) => ({
        name: container.name,
        state: { running: { startedAt: started } },
        lastState: {},
        ready: alive,
        restartCount: 0,
        image: container.image,
        imageID: "",
        containerID: `containerd://${metadata.uid.replaceAll("-", "")}${metadata.uid.replaceAll("-", "")}`,
        started: true,
      })),
      qosClass: "BestEffort",
    },
  };
}
