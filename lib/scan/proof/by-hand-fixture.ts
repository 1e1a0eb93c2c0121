/**
 * Checks whose remediation cannot be carried out whole on a fleet of loopback servers: the fault's own fix takes its
 * place, and the re-check that follows is as real as any other. By check, with the reason.
 */
export const byHand: Readonly<Record<string, string>> = {
  "apiserver-anonymous-resource-access": "its steps search a binding, and here an ABAC file grants the access",
  "apiserver-info-disclosure": "its steps name the remediation of apiserver-anonymous-auth-unscoped, which is applied",
  "apiserver-insecure-port": "a process is stopped on the node: the flag of its steps exists below 1.24 only",
  "calico-bgp-typha-exposed": "security groups of a cloud are changed",
  "cilium-agent-ports-exposed": "values of Cilium's chart are changed",
  "cni-overlay-udp-exposed": "a packet filter for UDP, whose silence no scanner can tell from an open port",
  "container-runtime-api-exposed": "a process is stopped on the node",
  "control-plane-cert-expiring": "kubeadm renews certificates on the node",
  "csr-approver-missing": "a chart is installed with the names and networks of the owner",
  "etcd-outdated-version": "etcd is upgraded on the node",
  "etcd-peer-port-exposed": "its flags are applied; the packet filter that follows is the one of etcd-client-port-reachable",
  "etcd-shared-ca": "a new authority is made on the node",
  "etcd-v2-api-open": "etcd is upgraded on the node",
  "expected-path-blocked": "a wire or a security group between machines",
  "ingress-admission-webhook-exposed": "a chart is upgraded",
  "konnectivity-server-exposed": "arguments of a proxy server whose manifest is the owner's",
  "kubelet-authz-webhook-failing": "the way from the node to the API server is repaired",
  "kubelet-legacy-cadvisor-port": "a DaemonSet of the owner's",
  "kubelet-serving-cert-invalid": "files are moved on the node",
  "kubelet-version-port-cves": "the kubelet is upgraded on the node",
  "metrics-exporter-exposed": "the exporter gets a password of its own; the packet filter lets the nodes in",
  "monitoring-skips-kubelet-tls": "certificates of every kubelet come first",
  "netpol-not-enforced": "a network plugin is replaced",
  "netpol-own-node-gap": "a packet filter on every node, which no object of the API shows",
  "nodeport-declared-not-answering": "the program behind the Service is repaired",
  "nodeport-orphan-listener": "a process is stopped on the node",
  "openshift-machine-config-exposed": "security groups of a cloud are changed",
  "scan-coverage-gap": "a wire or a security group between scanner and node",
  "setting-contradicts-wire": "a process is found and restarted on the node",
  "unexpected-listener": "a process is stopped on the node",
  "weave-control-exposed": "the network plugin gets a password of its own",
};

/** Checks that stay unknown after the fix until something else is supplied, with the words of the verdict. */
export const unknownUntilSupplied: Readonly<Record<string, RegExp>> = {
  "apiserver-audit-logging-missing": /upload a node report .* with the policy's rules/,
};

/** Faults that can only be judged once another one is put right. */
export const firstFix: Readonly<Record<string, string>> = {
  "netpol-namespace-without-policy": "netpol-not-enforced",
  "netpol-no-default-deny-egress": "netpol-not-enforced",
  "netpol-permits-kubelet-ports": "netpol-not-enforced",
  "kubelet-authz-cache-too-long": "kubelet-authz-always-allow",
};
