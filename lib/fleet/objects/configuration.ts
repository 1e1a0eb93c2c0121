import { type ClusterState, mainApiServer } from "../state.ts";
import { type KubeObject, meta } from "./kube-object.ts";
import { prometheusConfiguration } from "./monitoring.ts";
import { namespaceObjects } from "./namespaces.ts";
import { workloadsOf } from "./workloads.ts";

/** The ConfigMap objects; `caBundle` is what cluster-info tells those who join. */
export function configMapObjects(cluster: ClusterState, caBundle: string): KubeObject[] {
  const configMap = (namespace: string, name: string, data: Record<string, string>): KubeObject => ({
    apiVersion: "v1",
    kind: "ConfigMap",
    metadata: meta(cluster, "ConfigMap", name, { namespace }),
    data,
  });
  const root = namespaceObjects(cluster).map((namespace) =>
    configMap(namespace.metadata.name, "kube-root-ca.crt", { "ca.crt": caBundle }),
  );
  return [...root, ...platformMaps(cluster, configMap, caBundle), ...monitoringMaps(cluster, configMap)];
}

type Make = (namespace: string, name: string, data: Record<string, string>) => KubeObject;

function monitoringMaps(cluster: ClusterState, configMap: Make): KubeObject[] {
  if (!cluster.namespaces.some((namespace) => namespace.name === "monitoring")) return [];
  return [configMap("monitoring", "prometheus-server", { "prometheus.yml": prometheusConfiguration(cluster) })];
}

function platformMaps(cluster: ClusterState, configMap: Make, caBundle: string): KubeObject[] {
  const coreDns = configMap("kube-system", "coredns", {
    Corefile:
      ".:53 {\n    errors\n    health\n    ready\n    kubernetes cluster.local in-addr.arpa ip6.arpa\n    forward . /etc/resolv.conf\n    cache 30\n}\n",
  });
  switch (cluster.distribution) {
    case "eks":
      return [
        coreDns,
        configMap("kube-system", "amazon-vpc-cni", { "enable-network-policy-controller": "false" }),
        configMap("kube-system", "kube-proxy-config", { config: proxyConfiguration(cluster, "0.0.0.0:10249") }),
        configMap("kube-system", "kube-proxy", { kubeconfig: "kind: Config\napiVersion: v1\n" }),
      ];
    case "aks":
    case "talos":
      return [coreDns, configMap("kube-system", "cilium-config", ciliumConfiguration(cluster))];
    case "openshift":
      return openshiftMaps(cluster, configMap);
    case "kubeadm":
      return [coreDns, ...kubeadmMaps(cluster, configMap, caBundle)];
    default:
      return [coreDns];
  }
}

function ciliumConfiguration(cluster: ClusterState): Record<string, string> {
  return {
    "cluster-pool-ipv4-cidr": cluster.podCIDR,
    "enable-host-firewall": "true",
    "kube-proxy-replacement": "true",
    "policy-enforcement-mode": "default",
    "routing-mode": "tunnel",
    "tunnel-protocol": "vxlan",
    "enable-wireguard": "true",
  };
}

/** The operators' rendered configuration, which the static pods read in place of flags. */
function openshiftMaps(cluster: ClusterState, configMap: Make): KubeObject[] {
  const list = (value: string) => [value];
  const apiServer = {
    apiVersion: "kubecontrolplane.config.openshift.io/v1",
    kind: "KubeAPIServerConfig",
    apiServerArguments: {
      "anonymous-auth": list("false"),
      "audit-log-path": list("/var/log/kube-apiserver/audit.log"),
      "audit-policy-file": list(
        "/etc/kubernetes/static-pod-resources/configmaps/kube-apiserver-audit-policies/policy.yaml",
      ),
      "authorization-mode": ["Scope", "SystemMasters", "RBAC", "Node"],
      "enable-admission-plugins": ["NodeRestriction", "PodSecurity"],
      "etcd-cafile": list("/etc/kubernetes/static-pod-resources/configmaps/etcd-serving-ca/ca-bundle.crt"),
      "etcd-certfile": list("/etc/kubernetes/static-pod-resources/secrets/etcd-client/tls.crt"),
      "etcd-keyfile": list("/etc/kubernetes/static-pod-resources/secrets/etcd-client/tls.key"),
      "kubelet-certificate-authority": list(
        "/etc/kubernetes/static-pod-resources/configmaps/kubelet-serving-ca/ca-bundle.crt",
      ),
      "kubelet-client-certificate": list("/etc/kubernetes/static-pod-certs/secrets/kubelet-client/tls.crt"),
      "kubelet-client-key": list("/etc/kubernetes/static-pod-certs/secrets/kubelet-client/tls.key"),
      profiling: list("false"),
      "service-node-port-range": list("30000-32767"),
    },
  };
  const controllers = {
    apiVersion: "kubecontrolplane.config.openshift.io/v1",
    kind: "KubeControllerManagerConfig",
    extendedArguments: { "cluster-cidr": list(cluster.podCIDR), profiling: list("false") },
  };
  return [
    configMap("openshift-kube-apiserver", "config", { "config.yaml": JSON.stringify(apiServer) }),
    configMap("openshift-kube-controller-manager", "config", { "config.yaml": JSON.stringify(controllers) }),
  ];
}

function kubeadmMaps(cluster: ClusterState, configMap: Make, caBundle: string): KubeObject[] {
  const { address, port } = mainApiServer(cluster);
  const info = [
    "apiVersion: v1",
    "clusters:",
    "- cluster:",
    `    certificate-authority-data: ${Buffer.from(caBundle).toString("base64")}`,
    `    server: https://${address}:${port}`,
    '  name: ""',
    'current-context: ""',
    "kind: Config",
    "",
  ].join("\n");
  return [
    configMap("kube-public", "cluster-info", { kubeconfig: info }),
    configMap("kube-system", "kubeadm-config", { ClusterConfiguration: kubeadmConfiguration(cluster) }),
    configMap("kube-system", "kubelet-config", { kubelet: kubeletConfiguration() }),
    configMap("kube-system", "kube-proxy", { "config.conf": proxyConfiguration(cluster, "") }),
  ];
}

function proxyConfiguration(cluster: ClusterState, metrics: string): string {
  return [
    "apiVersion: kubeproxy.config.k8s.io/v1alpha1",
    "bindAddress: 0.0.0.0",
    `clusterCIDR: ${cluster.podCIDR}`,
    'healthzBindAddress: ""',
    "kind: KubeProxyConfiguration",
    `metricsBindAddress: "${metrics}"`,
    "mode: iptables",
    cluster.settings.nodePortsOnAllAddresses ? "nodePortAddresses: null" : "nodePortAddresses:\n- primary",
    "",
  ].join("\n");
}

function kubeadmConfiguration(cluster: ClusterState): string {
  return [
    "apiVersion: kubeadm.k8s.io/v1beta4",
    "clusterName: harbor",
    "kind: ClusterConfiguration",
    `kubernetesVersion: ${cluster.version}`,
    "networking:",
    "  dnsDomain: cluster.local",
    `  podSubnet: ${cluster.podCIDR}`,
    `  serviceSubnet: ${cluster.serviceCIDR}`,
    "",
  ].join("\n");
}

function kubeletConfiguration(): string {
  return [
    "apiVersion: kubelet.config.k8s.io/v1beta1",
    "authentication:",
    "  anonymous:",
    "    enabled: false",
    "  webhook:",
    "    enabled: true",
    "  x509:",
    "    clientCAFile: /etc/kubernetes/pki/ca.crt",
    "authorization:",
    "  mode: Webhook",
    "enableDebugFlagsHandler: false",
    "enableProfilingHandler: false",
    "enableSystemLogHandler: false",
    "healthzBindAddress: 127.0.0.1",
    "healthzPort: 10248",
    "kind: KubeletConfiguration",
    "readOnlyPort: 0",
    "rotateCertificates: true",
    "serverTLSBootstrap: true",
    "tlsMinVersion: VersionTLS12",
    "",
  ].join("\n");
}

/** Names of Secrets as a list would show them; the fleet keeps no values. */
export function secretObjects(cluster: ClusterState): KubeObject[] {
  return cluster.services
    .filter((service) => service.owner === "helm")
    .map((service) => ({
      apiVersion: "v1",
      kind: "Secret",
      metadata: meta(cluster, "Secret", `sh.helm.release.v1.${service.name}.v4`, { namespace: service.namespace }),
      type: "helm.sh/release.v1",
      data: {},
    }));
}

/** A default ServiceAccount a namespace, those of the workloads, and the scanner's. */
export function serviceAccountObjects(cluster: ClusterState): KubeObject[] {
  const names = new Set([
    ...namespaceObjects(cluster).map((namespace) => `${namespace.metadata.name}/default`),
    ...workloadsOf(cluster).map((spec) => `${spec.namespace}/${spec.serviceAccount ?? "default"}`),
    "kube-system/breakwater-scanner",
    "kube-system/node-viewer",
  ]);
  return [...names].map((full) => {
    const [namespace = "", name = ""] = full.split("/");
    return {
      apiVersion: "v1",
      kind: "ServiceAccount",
      metadata: meta(cluster, "ServiceAccount", name, { namespace }),
    };
  });
}
