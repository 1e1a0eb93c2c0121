import { type ClusterState, type NodeState, visibleNodes } from "../state.ts";
import { type KubeObject, kubeTime, meta, type ObjectMeta } from "./kube-object.ts";
import { type StaticPodSpec, staticPodsOf } from "./static-pods.ts";

interface PodShape {
  metadata: ObjectMeta;
  node: NodeState;
  container: Record<string, unknown> & { name: string; image: string };
  hostNetwork: boolean;
  podIP: string;
  extra?: Record<string, unknown>;
}

/** The Pod objects, mirror pods of static pods among them. */
export function podObjects(cluster: ClusterState): KubeObject[] {
  const nodes = visibleNodes(cluster);
  const pods = nodes.flatMap((node) => [
    ...staticPodsOf(cluster, node).map((spec) => mirrorPod(cluster, node, spec)),
    ...daemonPods(cluster, node),
  ]);
  const workers = nodes.filter((node) => node.role === "worker" && node.settings.reachable);
  return [...pods, ...servicePods(cluster, workers), ...dnsPods(cluster, workers)];
}

/** Pods that one kubelet runs. */
export function podsOfNode(cluster: ClusterState, node: NodeState): KubeObject[] {
  return podObjects(cluster).filter((pod) => (pod.spec as { nodeName?: string }).nodeName === node.name);
}

/** Control-plane components are called by their role; an etcd beside a worker is somebody's own. */
function mirrorPod(cluster: ClusterState, node: NodeState, spec: StaticPodSpec): KubeObject {
  const controlPlane = node.settings.apiServer || spec.component === "kube-proxy";
  const name = `${controlPlane ? spec.component : `edge-${spec.component}`}-${node.name}`;
  const hash = cluster.seed.hex(32, name, "config");
  const metadata = meta(cluster, "Pod", name, {
    namespace: "kube-system",
    createdAt: new Date(node.createdAt.getTime() + 60_000),
    labels: controlPlane ? { component: spec.component, tier: "control-plane" } : { app: `edge-${spec.component}` },
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
    hostNetwork: true,
    podIP: node.home,
    container: { name: spec.component, image: spec.image, command: spec.command },
    extra: { priorityClassName: "system-node-critical", priority: 2_000_001_000 },
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

function daemonPods(cluster: ClusterState, node: NodeState): KubeObject[] {
  const daemon = (name: string, image: string, command: string[], privileged: boolean) =>
    pod({
      metadata: meta(cluster, "Pod", `${name}-${cluster.seed.suffix(5, node.name, name)}`, {
        namespace: "kube-system",
        createdAt: node.createdAt,
        labels: { "k8s-app": name, "controller-revision-hash": cluster.seed.suffix(10, name) },
      }),
      node,
      hostNetwork: true,
      podIP: node.home,
      container: { name, image, command, ...(privileged ? { securityContext: { privileged: true } } : {}) },
    });
  if (cluster.distribution === "k3s") return [];
  if (cluster.distribution === "rke2")
    return [daemon("rke2-canal", "rancher/hardened-flannel:v0.27.4", ["/opt/bin/flanneld"], true)];
  const proxyImage = `registry.k8s.io/kube-proxy:${node.settings.kubeletVersion.replace(/-eks.*/, "")}`;
  const proxy = daemon(
    "kube-proxy",
    proxyImage,
    ["/usr/local/bin/kube-proxy", "--config=/var/lib/kube-proxy/config.conf", "--hostname-override=$(NODE_NAME)"],
    true,
  );
  const network =
    cluster.distribution === "eks"
      ? daemon(
          "aws-node",
          "602401143452.dkr.ecr.eu-central-1.amazonaws.com/amazon-k8s-cni:v1.20.4",
          ["/app/aws-vpc-cni"],
          true,
        )
      : daemon("kube-flannel-ds", "ghcr.io/flannel-io/flannel:v0.27.4", ["/opt/bin/flanneld", "--ip-masq"], true);
  return [proxy, network];
}

function servicePods(cluster: ClusterState, workers: NodeState[]): KubeObject[] {
  return cluster.services.flatMap((service, index) => {
    const node = workers[index % Math.max(1, workers.length)];
    if (!node) return [];
    const app = service.name === "debug-tmp" ? "payment-worker" : service.name;
    return [
      pod({
        metadata: meta(cluster, "Pod", `${app}-${cluster.seed.suffix(9, app)}-${cluster.seed.suffix(5, app, "pod")}`, {
          namespace: service.namespace,
          createdAt: service.createdAt,
          labels: { app },
        }),
        node,
        hostNetwork: false,
        podIP: podAddress(cluster, index),
        container: {
          name: app,
          image: `registry.harbor.example/${service.namespace}/${app}:1.${index + 4}.0`,
          ports: [{ name: "main", containerPort: service.port, protocol: "TCP" }],
        },
      }),
    ];
  });
}

function dnsPods(cluster: ClusterState, workers: NodeState[]): KubeObject[] {
  return workers.slice(0, 2).map((node, index) =>
    pod({
      metadata: meta(
        cluster,
        "Pod",
        `coredns-${cluster.seed.suffix(9, "coredns")}-${cluster.seed.suffix(5, "dns", node.name)}`,
        {
          namespace: "kube-system",
          labels: { "k8s-app": "kube-dns" },
        },
      ),
      node,
      hostNetwork: false,
      podIP: podAddress(cluster, 200 + index),
      container: {
        name: "coredns",
        image: "registry.k8s.io/coredns/coredns:v1.13.1",
        ports: [{ name: "dns", containerPort: 53, protocol: "UDP" }],
      },
    }),
  );
}

/** An address in the cluster's pod network. */
export function podAddress(cluster: ClusterState, index: number): string {
  const [first, second] = cluster.podCIDR.split(".");
  return `${first}.${second}.${1 + Math.floor(index / 200)}.${10 + (index % 200)}`;
}

function pod(shape: PodShape): KubeObject {
  const { metadata, node, container } = shape;
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
      containers: [
        {
          ...container,
          resources: {},
          terminationMessagePath: "/dev/termination-log",
          terminationMessagePolicy: "File",
          imagePullPolicy: "IfNotPresent",
        },
      ],
      restartPolicy: "Always",
      terminationGracePeriodSeconds: 30,
      dnsPolicy: "ClusterFirst",
      nodeName: node.name,
      ...(shape.hostNetwork ? { hostNetwork: true } : { serviceAccountName: "default", serviceAccount: "default" }),
      securityContext: {},
      schedulerName: "default-scheduler",
      enableServiceLinks: true,
      ...shape.extra,
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
      containerStatuses: [
        {
          name: container.name,
          state: { running: { startedAt: started } },
          lastState: {},
          ready: alive,
          restartCount: 0,
          image: container.image,
          imageID: "",
          containerID: `containerd://${metadata.uid.replaceAll("-", "")}${metadata.uid.replaceAll("-", "")}`,
          started: true,
        },
      ],
      qosClass: "BestEffort",
    },
  };
}
