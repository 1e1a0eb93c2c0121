import { type ClusterState, mainApiServer } from "../state.ts";
import { type KubeObject, meta } from "./kube-object.ts";

/** The Namespace objects. */
export function namespaceObjects(cluster: ClusterState): KubeObject[] {
  const names = new Set(["default", "kube-node-lease", "kube-public", "kube-system"]);
  for (const service of cluster.services) names.add(service.namespace);
  return [...names].sort().map((name) => ({
    apiVersion: "v1",
    kind: "Namespace",
    metadata: meta(cluster, "Namespace", name, {
      labels: { "kubernetes.io/metadata.name": name },
      ...(name === "kube-system" ? { uid: cluster.uid } : {}),
    }),
    spec: { finalizers: ["kubernetes"] },
    status: { phase: "Active" },
  }));
}

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
  if (cluster.distribution === "eks") {
    return [
      ...root,
      configMap("kube-system", "kube-proxy-config", { config: proxyConfiguration(cluster, "0.0.0.0:10249") }),
      configMap("kube-system", "kube-proxy", { kubeconfig: "kind: Config\napiVersion: v1\n" }),
    ];
  }
  if (cluster.distribution !== "kubeadm") return root;
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
    ...root,
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
    "nodePortAddresses: null",
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
    "kind: KubeletConfiguration",
    "rotateCertificates: true",
    "serverTLSBootstrap: true",
    "tlsMinVersion: VersionTLS12",
    "",
  ].join("\n");
}

/** The NetworkPolicy objects. */
export function networkPolicyObjects(cluster: ClusterState): KubeObject[] {
  if (cluster.name !== "harbor") return [];
  const denyAll = (namespace: string): KubeObject => ({
    apiVersion: "networking.k8s.io/v1",
    kind: "NetworkPolicy",
    metadata: meta(cluster, "NetworkPolicy", "default-deny-ingress", { namespace }),
    spec: { podSelector: {}, policyTypes: ["Ingress"] },
  });
  return [
    denyAll("monitoring"),
    denyAll("web"),
    {
      apiVersion: "networking.k8s.io/v1",
      kind: "NetworkPolicy",
      metadata: meta(cluster, "NetworkPolicy", "allow-storefront", { namespace: "web" }),
      spec: {
        podSelector: { matchLabels: { app: "storefront" } },
        policyTypes: ["Ingress"],
        ingress: [{ ports: [{ port: 443, protocol: "TCP" }] }],
      },
    },
  ];
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

/** A default ServiceAccount a namespace, and the scanner's. */
export function serviceAccountObjects(cluster: ClusterState): KubeObject[] {
  const account = (namespace: string, name: string): KubeObject => ({
    apiVersion: "v1",
    kind: "ServiceAccount",
    metadata: meta(cluster, "ServiceAccount", name, { namespace }),
  });
  return [
    ...namespaceObjects(cluster).map((namespace) => account(namespace.metadata.name, "default")),
    account("kube-system", "breakwater-scanner"),
    account("kube-system", "node-viewer"),
  ];
}
