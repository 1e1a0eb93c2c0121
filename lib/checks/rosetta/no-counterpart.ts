const onlyConfiguration = "The tools read the setting that binds the port, if at all; none asks the port.";
const product = "The tools know Kubernetes' own ports; none speaks this product's protocol.";
const network = "It is about what the network lets through, which the tools that read objects cannot see.";
const ownRecord = "It compares with what an earlier scan saw; the tools keep no record to compare with.";

/** Why a check has no counterpart in any tool or benchmark that was looked through. */
export const noCounterpart: Record<string, string> = {
  "kubelet-authz-cache-too-long": "No benchmark bounds how long a kubelet may keep a decision about a caller.",
  "kubelet-authz-webhook-failing": "It is a state at run time: the setting that the tools read is right.",
  "kubelet-nonstandard-port": "The tools look at port 10250 and see nothing where the kubelet listens elsewhere.",
  "kubelet-unhealthy-after-change": ownRecord,
  "etcd-metrics-exposed": onlyConfiguration,
  "etcd-listen-all-interfaces": "The benchmark asks how etcd proves its callers, not on which addresses it listens.",
  "controller-manager-metrics-unauthenticated": onlyConfiguration,
  "scheduler-metrics-unauthenticated": onlyConfiguration,
  "kube-proxy-healthz-exposed":
    "The benchmark has a rule for kube-proxy's metrics port (4.3.1) and none for its health port.",
  "kube-proxy-nodeport-all-addresses": "No tool reads nodePortAddresses.",
  "nodeport-range-nondefault": "No benchmark has a rule for service-node-port-range.",
  "nodeport-source-ip-lost": "It is about what a Service does to addresses; the tools judge whether it is exposed.",
  "nodeport-declared-not-answering": network,
  "netpol-breaks-required-traffic":
    "The tools ask whether policies exist, not whether they cut off what the cluster needs.",
  "loadbalancer-extra-nodeports": "No tool reads allocateLoadBalancerNodePorts.",
  "service-manual-endpoints-to-node": "No tool reads EndpointSlices that were written by hand.",
  "cni-overlay-udp-exposed": network,
  "calico-bgp-typha-exposed": product,
  "cilium-agent-ports-exposed": product,
  "weave-control-exposed": product,
  "k3s-rke2-supervisor-exposed": product,
  "konnectivity-server-exposed": product,
  "microk8s-cluster-agent-exposed": product,
  "openshift-machine-config-exposed": product,
  "talos-api-exposed": product,
  "unexpected-listener": "Port scanners list it; none knows which ports of a Kubernetes node have an owner.",
  "port-not-in-baseline": "The tools compare with a benchmark; none holds what is open against what people decided.",
  "port-opened-since-baseline": ownRecord,
  "expected-path-blocked": network,
  "scan-coverage-gap": "It judges a scan itself; other tools do not say what they could not look at.",
};
