import type { NodeMarks } from "../clusters/cluster-spec.ts";
import { addressOf, type ClusterState, type NodeState, visibleNodes } from "../state.ts";
import { type KubeObject, kubeTime, meta } from "./kube-object.ts";

const minuteMs = 60_000;

/** The Node objects. */
export function nodeObjects(cluster: ClusterState): KubeObject[] {
  return visibleNodes(cluster).map((node) => nodeObject(cluster, node));
}

function nodeObject(cluster: ClusterState, node: NodeState): KubeObject {
  const podCIDR = podCIDROf(cluster, visibleNodes(cluster).indexOf(node));
  const marks = cluster.spec.nodeMarks(cluster, { name: node.name, role: node.role, address: node.home });
  return {
    apiVersion: "v1",
    kind: "Node",
    metadata: meta(cluster, "Node", node.name, {
      uid: node.uid,
      createdAt: node.createdAt,
      labels: {
        "beta.kubernetes.io/arch": "amd64",
        "beta.kubernetes.io/os": "linux",
        "kubernetes.io/arch": "amd64",
        "kubernetes.io/hostname": node.name,
        "kubernetes.io/os": "linux",
        "topology.kubernetes.io/zone": zoneOf(cluster, node, marks),
        ...marks.labels,
      },
      annotations: {
        "node.alpha.kubernetes.io/ttl": "0",
        "volumes.kubernetes.io/controller-managed-attach-detach": "true",
        ...marks.annotations,
      },
    }),
    spec: {
      podCIDR,
      podCIDRs: [podCIDR],
      ...(marks.providerID === null ? {} : { providerID: marks.providerID }),
      ...(marks.taints ? { taints: marks.taints } : {}),
    },
    status: statusOf(cluster, node, marks),
  };
}

/** The zones of a cluster are filled in turn; a provider's marks name their own. */
function zoneOf(cluster: ClusterState, node: NodeState, { labels }: NodeMarks): string {
  const region = labels["topology.kubernetes.io/region"] ?? cluster.name;
  return `${region}-${(cluster.nodes.indexOf(node) % 3) + 1}`;
}

function podCIDROf(cluster: ClusterState, index: number): string {
  const [first, second] = cluster.podCIDR.split(".");
  return index < 256
    ? `${first}.${second}.${index}.0/24`
    : `${first}.${Number(second) + (index >> 8)}.${index & 255}.0/24`;
}

function statusOf(cluster: ClusterState, node: NodeState, marks: NodeMarks): Record<string, unknown> {
  const { settings } = node;
  const machine = cluster.seed.hex(32, node.name, "machine");
  return {
    addresses: [
      { type: "InternalIP", address: addressOf(node) },
      ...(node.external === null ? [] : [{ type: "ExternalIP", address: node.external }]),
      { type: "Hostname", address: node.name },
    ],
    capacity: { cpu: "4", "ephemeral-storage": "81106868Ki", memory: "16375780Ki", pods: "110" },
    allocatable: { cpu: "4", "ephemeral-storage": "74748089426", memory: "16273380Ki", pods: "110" },
    conditions: conditionsOf(cluster, node),
    daemonEndpoints: { kubeletEndpoint: { Port: settings.kubeletPort } },
    images: [],
    nodeInfo: {
      architecture: "amd64",
      bootID: cluster.seed.uuid(node.name, "boot"),
      containerRuntimeVersion: marks.containerRuntime,
      kernelVersion: marks.kernelVersion,
      kubeProxyVersion: "",
      kubeletVersion: settings.kubeletVersion,
      machineID: machine,
      operatingSystem: "linux",
      osImage: marks.osImage,
      systemUUID: machine,
    },
  };
}

function conditionsOf(cluster: ClusterState, node: NodeState): unknown[] {
  const now = cluster.now();
  // Without a way to the API server no status arrives there, whatever the node itself answers.
  const alive = node.settings.reachable && !node.settings.authorizerFailing;
  const heartbeat = kubeTime(new Date(now.getTime() - (alive ? minuteMs : 190 * minuteMs)));
  const since = kubeTime(
    alive ? new Date(node.createdAt.getTime() + minuteMs) : new Date(now.getTime() - 189 * minuteMs),
  );
  const condition = (type: string, status: string, reason: string, message: string) =>
    alive
      ? { type, status, lastHeartbeatTime: heartbeat, lastTransitionTime: since, reason, message }
      : {
          type,
          status: "Unknown",
          lastHeartbeatTime: heartbeat,
          lastTransitionTime: since,
          reason: "NodeStatusUnknown",
          message: "Kubelet stopped posting node status.",
        };
  return [
    condition("MemoryPressure", "False", "KubeletHasSufficientMemory", "kubelet has sufficient memory available"),
    condition("DiskPressure", "False", "KubeletHasNoDiskPressure", "kubelet has no disk pressure"),
    condition("PIDPressure", "False", "KubeletHasSufficientPID", "kubelet has sufficient PID available"),
    node.settings.ready || !alive
      ? condition("Ready", "True", "KubeletReady", "kubelet is posting ready status")
      : {
          ...condition(
            "Ready",
            "False",
            "KubeletNotReady",
            "container runtime network not ready: cni config uninitialized",
          ),
          lastTransitionTime: kubeTime(new Date(now.getTime() - 60 * minuteMs)),
        },
  ];
}
