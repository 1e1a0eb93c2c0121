import type { ClusterState, NodeState } from "../state.ts";

/** A control-plane component that a kubelet runs from a file. */
export interface StaticPodSpec {
  component: string;
  image: string;
  command: string[];
}

const pki = "/etc/kubernetes/pki";

/** Static pods of one node; none where the distribution runs its control plane otherwise. */
export function staticPodsOf(cluster: ClusterState, node: NodeState): StaticPodSpec[] {
  const found: StaticPodSpec[] = [];
  if (cluster.distribution !== "kubeadm" && cluster.distribution !== "rke2") return found;
  const tag = cluster.version.replace("+", "-");
  if (node.settings.apiServer) {
    found.push({
      component: "kube-apiserver",
      image: `registry.k8s.io/kube-apiserver:${tag}`,
      command: ["kube-apiserver", ...apiServerFlags(cluster, node)],
    });
    found.push(controllerManager(cluster, node, tag), scheduler(node, tag));
  }
  if (node.settings.etcdClient !== "none") found.push(etcd(node));
  if (cluster.distribution === "rke2") {
    found.push({
      component: "kube-proxy",
      image: `rancher/hardened-kubernetes:${tag}`,
      command: [
        "kube-proxy",
        "--cluster-cidr=10.42.0.0/16",
        "--healthz-bind-address=127.0.0.1",
        `--hostname-override=${node.name}`,
      ],
    });
  }
  return found;
}

function apiServerFlags(cluster: ClusterState, node: NodeState): string[] {
  const { settings } = node;
  const anonymous: Record<typeof settings.apiAnonymous, string[]> = {
    off: ["--anonymous-auth=false"],
    "probes-only": ["--authentication-config=/etc/kubernetes/authentication/probes-only.yaml"],
    "health-checks": ["--authentication-config=/etc/kubernetes/authentication/health-checks.yaml"],
    on: [],
  };
  return [
    `--advertise-address=${node.home}`,
    "--allow-privileged=true",
    ...anonymous[settings.apiAnonymous],
    settings.apiAbacForAnyone ? "--authorization-mode=Node,RBAC,ABAC" : "--authorization-mode=Node,RBAC",
    ...(settings.apiAbacForAnyone ? ["--authorization-policy-file=/etc/kubernetes/abac/restore-2025.jsonl"] : []),
    `--client-ca-file=${pki}/ca.crt`,
    "--enable-admission-plugins=NodeRestriction",
    "--enable-bootstrap-token-auth=true",
    `--etcd-cafile=${pki}/etcd/ca.crt`,
    `--etcd-certfile=${pki}/apiserver-etcd-client.crt`,
    `--etcd-keyfile=${pki}/apiserver-etcd-client.key`,
    "--etcd-servers=https://127.0.0.1:2379",
    `--kubelet-client-certificate=${pki}/apiserver-kubelet-client.crt`,
    `--kubelet-client-key=${pki}/apiserver-kubelet-client.key`,
    "--kubelet-preferred-address-types=InternalIP,ExternalIP,Hostname",
    "--secure-port=6443",
    "--service-account-issuer=https://kubernetes.default.svc.cluster.local",
    `--service-account-key-file=${pki}/sa.pub`,
    `--service-account-signing-key-file=${pki}/sa.key`,
    `--service-cluster-ip-range=${cluster.serviceCIDR}`,
    `--tls-cert-file=${pki}/apiserver.crt`,
    `--tls-private-key-file=${pki}/apiserver.key`,
  ];
}

function bindAddress(node: NodeState): string {
  return node.settings.controllersEverywhere ? "0.0.0.0" : "127.0.0.1";
}

function controllerManager(cluster: ClusterState, node: NodeState, tag: string): StaticPodSpec {
  const legacy = node.settings.controllerManagerLegacyPort;
  return {
    component: "kube-controller-manager",
    image: `registry.k8s.io/kube-controller-manager:${legacy ? "v1.22.17" : tag}`,
    command: [
      "kube-controller-manager",
      "--allocate-node-cidrs=true",
      "--authentication-kubeconfig=/etc/kubernetes/controller-manager.conf",
      "--authorization-kubeconfig=/etc/kubernetes/controller-manager.conf",
      `--bind-address=${bindAddress(node)}`,
      `--cluster-cidr=${cluster.podCIDR}`,
      "--kubeconfig=/etc/kubernetes/controller-manager.conf",
      "--leader-elect=true",
      ...(legacy ? ["--address=0.0.0.0", "--port=10252"] : []),
      "--use-service-account-credentials=true",
    ],
  };
}

function scheduler(node: NodeState, tag: string): StaticPodSpec {
  const legacy = node.settings.schedulerLegacyPort;
  return {
    component: "kube-scheduler",
    image: `registry.k8s.io/kube-scheduler:${legacy ? "v1.22.17" : tag}`,
    command: [
      "kube-scheduler",
      "--authentication-kubeconfig=/etc/kubernetes/scheduler.conf",
      "--authorization-kubeconfig=/etc/kubernetes/scheduler.conf",
      `--bind-address=${bindAddress(node)}`,
      "--kubeconfig=/etc/kubernetes/scheduler.conf",
      "--leader-elect=true",
      ...(legacy ? ["--address=0.0.0.0", "--port=10251"] : []),
    ],
  };
}

function etcd(node: NodeState): StaticPodSpec {
  const { settings, home } = node;
  const plain = settings.etcdClient === "plain";
  const scheme = plain ? "http" : "https";
  const checksClients = settings.etcdClient === "loopback" || settings.etcdClient === "mutual-tls";
  const client =
    settings.etcdClient === "loopback" && !settings.apiServer
      ? `${scheme}://127.0.0.1:2379`
      : `${scheme}://127.0.0.1:2379,${scheme}://${home}:2379`;
  return {
    component: "etcd",
    image: `registry.k8s.io/etcd:${settings.etcdVersion}-0`,
    command: [
      "etcd",
      `--advertise-client-urls=${scheme}://${home}:2379`,
      ...(plain ? [] : [`--cert-file=${pki}/etcd/server.crt`, `--client-cert-auth=${checksClients}`]),
      "--data-dir=/var/lib/etcd",
      ...(settings.etcdV2 ? ["--enable-v2=true"] : []),
      ...(plain ? [] : [`--key-file=${pki}/etcd/server.key`]),
      `--listen-client-urls=${client}`,
      ...(settings.etcdMetrics === "none"
        ? []
        : [`--listen-metrics-urls=http://${settings.etcdMetrics === "node" ? "0.0.0.0" : "127.0.0.1"}:2381`]),
      ...(settings.apiServer
        ? peerFlags(settings.etcdPeer === "open", home)
        : ["--listen-peer-urls=http://127.0.0.1:2380"]),
      `--name=${node.name}`,
      ...(checksClients ? [`--trusted-ca-file=${pki}/etcd/ca.crt`] : []),
    ],
  };
}

function peerFlags(open: boolean, home: string): string[] {
  return [
    `--listen-peer-urls=https://${home}:2380`,
    `--peer-cert-file=${pki}/etcd/peer.crt`,
    `--peer-client-cert-auth=${!open}`,
    `--peer-key-file=${pki}/etcd/peer.key`,
    ...(open ? [] : [`--peer-trusted-ca-file=${pki}/etcd/ca.crt`]),
  ];
}
