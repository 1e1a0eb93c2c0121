import { addressOf, type ClusterState, type NodeState, visibleNodes } from "../state.ts";
import { type KubeObject, kubeTime, meta } from "./kube-object.ts";

const minuteMs = 60_000;

/** The Node objects. */
export function nodeObjects(cluster: ClusterState): KubeObject[] {
  return visibleNodes(cluster).map((node) => nodeObject(cluster, node));
}

function nodeObject(cluster: ClusterState, node: NodeState): KubeObject {
  const index = visibleNodes(cluster).indexOf(node);
  const podCIDR = podCIDROf(cluster, index);
  return {
    apiVersion: "v1",
    kind: "Node",
    metadata: meta(cluster, "Node", node.name, {
      uid: node.uid,
      createdAt: node.createdAt,
      labels: labelsOf(cluster, node),
      annotations: annotationsOf(cluster, node),
    }),
    spec: {
      podCIDR,
      podCIDRs: [podCIDR],
      ...(cluster.distribution === "eks"
        ? { providerID: `aws:///eu-central-1a/i-${cluster.seed.hex(17, node.name, "instance")}` }
        : {}),
      ...(cluster.distribution === "k3s" ? { providerID: `k3s://${node.name}` } : {}),
      ...(cluster.distribution === "rke2" ? { providerID: `rke2://${node.name}` } : {}),
      ...(node.role === "control-plane" && cluster.distribution === "kubeadm"
        ? { taints: [{ key: "node-role.kubernetes.io/control-plane", effect: "NoSchedule" }] }
        : {}),
    },
    status: statusOf(cluster, node),
  };
}

function podCIDROf(cluster: ClusterState, index: number): string {
  const [first, second] = cluster.podCIDR.split(".");
  return index < 256
    ? `${first}.${second}.${index}.0/24`
    : `${first}.${Number(second) + (index >> 8)}.${index & 255}.0/24`;
}

function labelsOf(cluster: ClusterState, node: NodeState): Record<string, string> {
  const labels: Record<string, string> = {
    "beta.kubernetes.io/arch": "amd64",
    "beta.kubernetes.io/os": "linux",
    "kubernetes.io/arch": "amd64",
    "kubernetes.io/hostname": node.name,
    "kubernetes.io/os": "linux",
  };
  const { distribution } = cluster;
  if (distribution === "eks") {
    labels["eks.amazonaws.com/nodegroup"] = "lagoon-general";
    labels["node.kubernetes.io/instance-type"] = "m7i.large";
    labels["topology.kubernetes.io/region"] = "eu-central-1";
  }
  if (distribution === "k3s") labels["node.kubernetes.io/instance-type"] = "k3s";
  if (distribution === "rke2") labels["node.kubernetes.io/instance-type"] = "rke2";
  if (node.role === "control-plane") {
    const value = distribution === "kubeadm" ? "" : "true";
    labels["node-role.kubernetes.io/control-plane"] = value;
    if (distribution === "rke2") {
      labels["node-role.kubernetes.io/etcd"] = value;
      labels["node-role.kubernetes.io/master"] = value;
    }
    if (distribution === "kubeadm") labels["node.kubernetes.io/exclude-from-external-load-balancers"] = "";
  }
  return labels;
}

function annotationsOf(cluster: ClusterState, node: NodeState): Record<string, string> {
  const annotations: Record<string, string> = {
    "node.alpha.kubernetes.io/ttl": "0",
    "volumes.kubernetes.io/controller-managed-attach-detach": "true",
  };
  const server = node.role === "control-plane";
  if (cluster.distribution === "kubeadm") {
    annotations["kubeadm.alpha.kubernetes.io/cri-socket"] = "unix:///run/containerd/containerd.sock";
  }
  if (cluster.distribution === "k3s") {
    const args = server
      ? '["server","--protect-kernel-defaults","true","--kubelet-arg","read-only-port=0","--secrets-encryption","true"]'
      : '["agent","--protect-kernel-defaults","true","--kubelet-arg","read-only-port=0"]';
    annotations["k3s.io/hostname"] = node.name;
    annotations["k3s.io/internal-ip"] = node.home;
    annotations["k3s.io/node-args"] = args;
    annotations["k3s.io/node-config-hash"] = `${cluster.seed.suffix(40, node.name, "config").toUpperCase()}====`;
    annotations["k3s.io/node-env"] = "{}";
  }
  if (cluster.distribution === "rke2") {
    annotations["rke2.io/hostname"] = node.name;
    annotations["rke2.io/internal-ip"] = node.home;
    annotations["rke2.io/node-args"] = server ? '["server","--profile","cis"]' : '["agent","--profile","cis"]';
    annotations["rke2.io/node-env"] = "{}";
  }
  return annotations;
}

const images: Partial<Record<ClusterState["distribution"], string>> = {
  eks: "Amazon Linux 2023.9.20261102",
  k3s: "Ubuntu 24.04.3 LTS",
  rke2: "SUSE Linux Enterprise Server 15 SP7",
};

function statusOf(cluster: ClusterState, node: NodeState): Record<string, unknown> {
  const { settings } = node;
  const machine = cluster.seed.hex(32, node.name, "machine");
  return {
    addresses: [
      { type: "InternalIP", address: addressOf(node) },
      { type: "Hostname", address: node.name },
    ],
    capacity: { cpu: "4", "ephemeral-storage": "81106868Ki", memory: "16375780Ki", pods: "110" },
    allocatable: { cpu: "4", "ephemeral-storage": "74748089426", memory: "16273380Ki", pods: "110" },
    conditions: conditionsOf(cluster, node),
    daemonEndpoints: { kubeletEndpoint: { Port: 10_250 } },
    images: [],
    nodeInfo: {
      architecture: "amd64",
      bootID: cluster.seed.uuid(node.name, "boot"),
      containerRuntimeVersion: cluster.distribution === "k3s" ? "containerd://2.1.9-k3s1" : "containerd://2.1.9",
      kernelVersion: cluster.distribution === "eks" ? "6.12.40-63.114.amzn2023.x86_64" : "6.12.48+deb13-amd64",
      kubeProxyVersion: "",
      kubeletVersion: settings.kubeletVersion,
      machineID: machine,
      operatingSystem: "linux",
      osImage: images[cluster.distribution] ?? "Debian GNU/Linux 12 (bookworm)",
      systemUUID: machine,
    },
  };
}

function conditionsOf(cluster: ClusterState, node: NodeState): unknown[] {
  const now = cluster.now();
  const alive = node.settings.reachable;
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
    condition("Ready", "True", "KubeletReady", "kubelet is posting ready status"),
  ];
}
