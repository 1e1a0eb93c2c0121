import type { ClusterState, NodeState } from "../state.ts";

/** A control-plane component that a kubelet runs from a file. */
export interface StaticPodSpec {
  component: string;
  image: string;
  command: string[];
  namespace?: string;
  labels?: Record<string, string>;
}

const pki = "/etc/kubernetes/pki";

/** Static pods of one node; none where the distribution runs its control plane otherwise. */
export function staticPodsOf(cluster: ClusterState, node: NodeState): StaticPodSpec[] {
  if (cluster.distribution === "openshift") return openshiftPods(cluster, node);
  const found: StaticPodSpec[] = [];
  if (!["kubeadm", "rke2", "talos"].includes(cluster.distribution)) return found;
  const tag = cluster.version.replace("+", "-");
  if (node.settings.apiServer) {
    found.push({
      component: "kube-apiserver",
      image: `registry.k8s.io/kube-apiserver:${tag}`,
      command: ["kube-apiserver", ...apiServerFlags(cluster, node)],
    });
    found.push(controllerManager(cluster, node, tag), scheduler(node, tag));
  }
  // Talos runs etcd as a service of its own.
  if (node.settings.etcdClient !== "none" && cluster.distribution !== "talos") found.push(etcd(node));
  if (cluster.distribution === "rke2") {
    found.push({
      component: "kube-proxy",
      image: `rancher/hardened-kubernetes:${tag}`,
      command: [
        "kube-proxy",
        "--cluster-cidr=10.42.0.0/16",
        "--healthz-bind-address=127.0.0.1",
        `--hostname-override=${node.name}`,
        "--nodeport-addresses=primary",
      ],
    });
  }
  return found;
}

/** OpenShift's operators render the flags into a file: the command line names that file only. */
function openshiftPods(cluster: ClusterState, node: NodeState): StaticPodSpec[] {
  if (!node.settings.apiServer) return [];
  const one = (component: string, namespace: string, file: string): StaticPodSpec => ({
    component,
    namespace,
    labels: { app: namespace, revision: "9" },
    image: `quay.io/openshift-release-dev/ocp-v4.0-art-dev@sha256:${cluster.seed.hex(64, component)}`,
    command: ["/bin/bash", "-ec", `exec ${component} ${file}`],
  });
  const config = "--config=/etc/kubernetes/static-pod-resources/configmaps/config/config.yaml";
  return [
    one("kube-apiserver", "openshift-kube-apiserver", config.replace("--config", "--openshift-config")),
    one("kube-controller-manager", "openshift-kube-controller-manager", config),
    one("kube-scheduler", "openshift-kube-scheduler", config),
    one("etcd", "openshift-etcd", ""),
  ];
}

function apiServerFlags(cluster: ClusterState, node: NodeState): string[] {
  const { settings } = node;
  const { nodePortRange } = cluster.settings;
  const anonymous: Record<typeof settings.apiAnonymous, string[]> = {
    off: ["--anonymous-auth=false"],
    "probes-only": ["--authentication-config=/etc/kubernetes/authentication/probes-only.yaml"],
    "health-checks": ["--authentication-config=/etc/kubernetes/authentication/health-checks.yaml"],
    on: [],
  };
  const when = (condition: boolean, ...flags: string[]) => (condition ? flags : []);
  const modes = [settings.nodeAuthorizer ? "Node" : "", "RBAC", settings.apiAbacForAnyone ? "ABAC" : ""];
  const admission = [
    settings.nodeRestriction ? "NodeRestriction" : "",
    cluster.settings.guardrail ? "DenyServiceExternalIPs" : "",
  ].filter((plugin) => plugin !== "");
  return [
    `--advertise-address=${node.home}`,
    "--allow-privileged=true",
    ...anonymous[settings.apiAnonymous],
    ...when(
      settings.auditLog,
      "--audit-log-maxage=30",
      "--audit-log-path=/var/log/kubernetes/audit/audit.log",
      "--audit-policy-file=/etc/kubernetes/audit/policy.yaml",
    ),
    `--authorization-mode=${modes.filter((mode) => mode !== "").join(",")}`,
    ...when(settings.apiAbacForAnyone, "--authorization-policy-file=/etc/kubernetes/abac/restore-2025.jsonl"),
    `--client-ca-file=${pki}/ca.crt`,
    ...when(admission.length > 0, `--enable-admission-plugins=${admission.join(",")}`),
    "--enable-bootstrap-token-auth=true",
    ...when(
      settings.etcdTls,
      `--etcd-cafile=${pki}/etcd/ca.crt`,
      `--etcd-certfile=${pki}/apiserver-etcd-client.crt`,
      `--etcd-keyfile=${pki}/apiserver-etcd-client.key`,
    ),
    "--etcd-servers=https://127.0.0.1:2379",
    ...when(settings.kubeletAuthority, `--kubelet-certificate-authority=${pki}/ca.crt`),
    ...when(
      settings.kubeletClientCertificate,
      `--kubelet-client-certificate=${pki}/apiserver-kubelet-client.crt`,
      `--kubelet-client-key=${pki}/apiserver-kubelet-client.key`,
    ),
    "--kubelet-preferred-address-types=InternalIP,ExternalIP,Hostname",
    ...when(settings.profilingOff, "--profiling=false"),
    "--secure-port=6443",
    "--service-account-issuer=https://kubernetes.default.svc.cluster.local",
    `--service-account-key-file=${pki}/sa.pub`,
    `--service-account-signing-key-file=${pki}/sa.key`,
    `--service-cluster-ip-range=${cluster.serviceCIDR}`,
    ...when(nodePortRange !== null, `--service-node-port-range=${nodePortRange}`),
    `--tls-cert-file=${pki}/apiserver.crt`,
    ...when(settings.apiTls === "weak", "--tls-min-version=VersionTLS10"),
    `--tls-private-key-file=${pki}/apiserver.key`,
    ...when(settings.staticTokens, "--token-auth-file=/etc/kubernetes/auth/tokens.csv"),
  ];
}

function bindAddress(node: NodeState): string {
  return node.settings.controllersEverywhere ? "0.0.0.0" : "127.0.0.1";
}

const defaultAlwaysAllowed = "/healthz,/readyz,/livez";

function controllerManager(cluster: ClusterState, node: NodeState, tag: string): StaticPodSpec {
  const { settings } = node;
  const legacy = settings.controllerManagerLegacyPort;
  return {
    component: "kube-controller-manager",
    image: `registry.k8s.io/kube-controller-manager:${legacy ? "v1.22.17" : tag}`,
    command: [
      "kube-controller-manager",
      "--allocate-node-cidrs=true",
      "--authentication-kubeconfig=/etc/kubernetes/controller-manager.conf",
      ...(settings.controllerMetricsForAnyone
        ? [`--authorization-always-allow-paths=${defaultAlwaysAllowed},/metrics`]
        : []),
      "--authorization-kubeconfig=/etc/kubernetes/controller-manager.conf",
      `--bind-address=${bindAddress(node)}`,
      `--cluster-cidr=${cluster.podCIDR}`,
      `--cluster-signing-cert-file=${pki}/ca.crt`,
      `--cluster-signing-key-file=${pki}/ca.key`,
      ...(settings.servingRotationGateOff ? ["--feature-gates=RotateKubeletServerCertificate=false"] : []),
      "--kubeconfig=/etc/kubernetes/controller-manager.conf",
      "--leader-elect=true",
      ...(legacy ? ["--address=0.0.0.0", "--port=10252"] : []),
      ...(settings.profilingOff ? ["--profiling=false"] : []),
      `--root-ca-file=${pki}/ca.crt`,
      "--use-service-account-credentials=true",
    ],
  };
}

function scheduler(node: NodeState, tag: string): StaticPodSpec {
  const { settings } = node;
  const legacy = settings.schedulerLegacyPort;
  return {
    component: "kube-scheduler",
    image: `registry.k8s.io/kube-scheduler:${legacy ? "v1.22.17" : tag}`,
    command: [
      "kube-scheduler",
      "--authentication-kubeconfig=/etc/kubernetes/scheduler.conf",
      ...(settings.schedulerMetricsForAnyone
        ? [`--authorization-always-allow-paths=${defaultAlwaysAllowed},/metrics`]
        : []),
      "--authorization-kubeconfig=/etc/kubernetes/scheduler.conf",
      `--bind-address=${bindAddress(node)}`,
      "--kubeconfig=/etc/kubernetes/scheduler.conf",
      "--leader-elect=true",
      ...(legacy ? ["--address=0.0.0.0", "--port=10251"] : []),
      ...(settings.profilingOff ? ["--profiling=false"] : []),
    ],
  };
}

function etcd(node: NodeState): StaticPodSpec {
  const { settings, home } = node;
  const plain = settings.etcdClient === "plain";
  const scheme = plain ? "http" : "https";
  const checksClients = settings.etcdClient === "loopback" || settings.etcdClient === "mutual-tls";
  const alone = settings.etcdClient === "loopback" && !settings.apiServer;
  const hosts = alone ? ["127.0.0.1"] : settings.etcdAllInterfaces ? ["0.0.0.0"] : ["127.0.0.1", home];
  const authority = settings.etcdSharedAuthority ? `${pki}/ca.crt` : `${pki}/etcd/ca.crt`;
  return {
    component: "etcd",
    image: `registry.k8s.io/etcd:${settings.etcdVersion}-0`,
    command: [
      "etcd",
      `--advertise-client-urls=${scheme}://${home}:2379`,
      ...(settings.etcdAutoTls ? ["--auto-tls=true"] : []),
      ...(plain || settings.etcdAutoTls ? [] : [`--cert-file=${pki}/etcd/server.crt`]),
      ...(plain ? [] : [`--client-cert-auth=${checksClients}`]),
      "--data-dir=/var/lib/etcd",
      ...(settings.etcdV2 ? ["--enable-v2=true"] : []),
      ...(plain || settings.etcdAutoTls ? [] : [`--key-file=${pki}/etcd/server.key`]),
      `--listen-client-urls=${hosts.map((host) => `${scheme}://${host}:2379`).join(",")}`,
      ...(settings.etcdMetrics === "none"
        ? []
        : [`--listen-metrics-urls=http://${settings.etcdMetrics === "node" ? "0.0.0.0" : "127.0.0.1"}:2381`]),
      ...(settings.apiServer ? peerFlags(node, authority) : ["--listen-peer-urls=http://127.0.0.1:2380"]),
      `--name=${node.name}`,
      ...(checksClients || settings.apiServer ? [`--trusted-ca-file=${authority}`] : []),
    ],
  };
}

function peerFlags({ settings, home }: NodeState, authority: string): string[] {
  const open = settings.etcdPeer === "open";
  return [
    `--listen-peer-urls=https://${settings.etcdAllInterfaces ? "0.0.0.0" : home}:2380`,
    ...(settings.etcdAutoTls
      ? ["--peer-auto-tls=true"]
      : [`--peer-cert-file=${pki}/etcd/peer.crt`, `--peer-key-file=${pki}/etcd/peer.key`]),
    `--peer-client-cert-auth=${!open}`,
    ...(open ? [] : [`--peer-trusted-ca-file=${authority}`]),
  ];
}
