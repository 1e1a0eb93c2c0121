/** How it is proven that a check's remediation turns its verdict. */
export interface CheckProof {
  /** A sentence without its full stop. */
  proof: string;
  /** The planted fault that it is shown with; absent where the fleet cannot plant one. */
  fleetFault?: string;
}

/** Faults whose remediation was carried out as it is written, by the ways in which that happens. */
const carriedOut: Readonly<Record<string, readonly string[]>> = {
  "kubelet configuration": [
    "harbor.kubelet-anonymous-exec.harbor-worker-4",
    "harbor.kubelet-anonymous-auth-enabled.harbor-worker-4",
    "harbor.kubelet-readonly-port-open.harbor-worker-6",
    "harbor.kubelet-healthz-nonlocal.harbor-worker-7",
    "harbor.kubelet-client-ca-missing.harbor-worker-4",
    "harbor.kubelet-tls-weak.harbor-worker-7",
    "harbor.kubelet-authz-always-allow.harbor-cp-2",
    "harbor.kubelet-token-webhook-disabled.harbor-worker-4",
    "harbor.kubelet-authz-cache-too-long.harbor-cp-2",
    "harbor.kubelet-client-cert-rotation-off.harbor-worker-6",
    "harbor.kubelet-debug-handlers-enabled.harbor-cp-2",
    "harbor.kubelet-config-drift.harbor-cp-2",
    "harbor.kubelet-nonstandard-port.harbor-worker-11",
    "harbor.kubelet-streaming-idle-timeout-zero.harbor-worker-4",
  ],
  "packet filter": [
    "harbor.kubelet-api-exposed-untrusted-network.harbor-cp-1",
    "harbor.kubelet-api-reachable-from-pod.harbor-cp-1",
    "harbor.etcd-client-port-reachable.harbor-cp-2",
    "harbor.apiserver-exposed-internet.harbor-cp-1",
    "harbor.kube-proxy-healthz-exposed.harbor-cp-1",
    "harbor.dashboard-exposed.ops.cluster-ui",
    "skiff.k3s-rke2-supervisor-exposed.skiff-server-1",
    "harbor.kubectl-proxy-exposed.harbor-worker-7",
    "harbor.microk8s-cluster-agent-exposed.harbor-worker-6",
    "tender.talos-api-exposed.tender-control-1",
  ],
  "kubelet configuration, kubectl": [
    "harbor.kubelet-serving-cert-self-signed.harbor-worker-4",
    "harbor.kubelet-server-tls-bootstrap-off.harbor-worker-4",
  ],
  "static pod flags": [
    "harbor.etcd-client-unauthenticated.harbor-cp-3",
    "harbor.etcd-plaintext-client.harbor-worker-6",
    "harbor.etcd-client-cert-not-required.harbor-cp-3",
    "harbor.etcd-metrics-exposed.harbor-cp-3.2381",
    "harbor.etcd-auto-tls.harbor-cp-3",
    "harbor.etcd-listen-all-interfaces.harbor-cp-3",
    "harbor.apiserver-anonymous-auth-unscoped.harbor-cp-3",
    "harbor.apiserver-audit-logging-missing.harbor-cp-1",
    "harbor.apiserver-authorization-mode-weak.harbor-cp-3",
    "harbor.apiserver-etcd-tls-missing.harbor-cp-3",
    "harbor.apiserver-kubelet-ca-not-verified.harbor-cp-1",
    "harbor.apiserver-kubelet-client-cert-missing.harbor-cp-3",
    "harbor.apiserver-noderestriction-off.harbor-cp-3",
    "harbor.apiserver-static-credentials.harbor-cp-3",
    "harbor.apiserver-tls-weak.harbor-cp-3",
    "harbor.control-plane-profiling-enabled.harbor-cp-1",
    "harbor.controller-manager-insecure-port.harbor-cp-3",
    "harbor.controller-manager-secure-port-exposed.harbor-cp-3",
    "harbor.controller-manager-metrics-unauthenticated.harbor-cp-3",
    "harbor.controller-manager-kubelet-cert-rotation-off.harbor-cp-3",
    "harbor.scheduler-insecure-port.harbor-cp-3",
    "harbor.scheduler-secure-port-exposed.harbor-cp-3",
    "harbor.scheduler-metrics-unauthenticated.harbor-cp-3",
    "harbor.nodeport-range-nondefault.harbor",
  ],
  "kube-proxy configuration, kubectl": [
    "harbor.kube-proxy-metrics-exposed.harbor-worker-5",
    "harbor.kube-proxy-nodeport-all-addresses.harbor-cp-3",
  ],
  kubectl: [
    "harbor.nodeport-unapproved.payments.ledger-ui",
    "harbor.nodeport-forgotten.payments.debug-tmp",
    "harbor.nodeport-cleartext-no-auth.payments.ledger-ui",
    "harbor.nodeport-udp-exposed.data.resolver",
    "harbor.nodeport-sensitive-backend.data.sessions",
    "harbor.nodeport-source-ip-lost.web.kiosk",
    "harbor.netpol-namespace-without-policy.data",
    "harbor.netpol-no-default-deny-egress.data",
    "harbor.netpol-permits-kubelet-ports.data",
    "lagoon.netpol-breaks-required-traffic.monitoring",
    "harbor.loadbalancer-open-to-world.web.kiosk",
    "harbor.loadbalancer-extra-nodeports.web.kiosk",
    "harbor.service-manual-endpoints-to-node.ops.node-shortcut",
    "harbor.hostport-unapproved.ops.log-relay",
    "harbor.hostnetwork-wide-listener.payments.packet-capture",
    "harbor.hostport-collides-system-port.ops.edge-agent",
    "harbor.csr-kubelet-serving-pending.csr-jtk8j",
    "harbor.csr-identity-mismatch.csr-mbcnm",
    "harbor.rbac-nodes-proxy.prometheus-server",
    "lagoon.rbac-nodes-proxy-replaceable.prometheus-server",
    "harbor.rbac-anonymous-or-authenticated-binding.everyone-reads-ingresses",
    "harbor.rbac-pod-exec-portforward.developers-debug",
    "harbor.rbac-csr-approve.request-bot",
    "harbor.rbac-no-exposure-guardrail.harbor",
    "harbor.monitoring-depends-on-readonly-port.monitoring.prometheus-server",
  ],
  "static pod flags, kubectl": ["harbor.service-external-ips.mail.archive"],
};

/** Faults that the fleet repairs itself, because a part of the remediation has no place on servers of one machine. */
const repairedByFleet: Readonly<Record<string, string>> = {
  "harbor.kubelet-serving-cert-invalid.harbor-worker-5": "files are moved on the node",
  "harbor.kubelet-version-port-cves.harbor-worker-6": "the kubelet is upgraded on the node",
  "harbor.kubelet-legacy-cadvisor-port.harbor-worker-4": "a DaemonSet of the owner's",
  "harbor.kubelet-authz-webhook-failing.harbor-worker-10": "the way from the node to the API server is repaired",
  "harbor.etcd-v2-api-open.harbor-worker-6": "etcd is upgraded on the node",
  "harbor.etcd-peer-port-exposed.harbor-cp-2":
    "its flags are applied; the packet filter that follows is the one of etcd-client-port-reachable",
  "harbor.etcd-shared-ca.harbor-cp-3": "a new authority is made on the node",
  "harbor.etcd-outdated-version.harbor-cp-3": "etcd is upgraded on the node",
  "harbor.apiserver-insecure-port.harbor-cp-3":
    "a process is stopped on the node: the flag of its steps exists below 1.24 only",
  "harbor.apiserver-anonymous-resource-access.harbor-cp-3":
    "its steps search a binding, and here an ABAC file grants the access",
  "harbor.apiserver-info-disclosure.harbor-cp-3":
    "its steps name the remediation of apiserver-anonymous-auth-unscoped, which is applied",
  "harbor.nodeport-orphan-listener.harbor-worker-7": "a process is stopped on the node",
  "harbor.nodeport-declared-not-answering.payments.refunds": "the program behind the Service is repaired",
  "harbor.netpol-not-enforced.harbor": "a network plugin is replaced",
  "harbor.netpol-own-node-gap.harbor": "a packet filter on every node, which no object of the API shows",
  "harbor.ingress-admission-webhook-exposed.ingress-nginx.ingress-nginx-controller": "a chart is upgraded",
  "harbor.csr-approver-missing.harbor": "a chart is installed with the names and networks of the owner",
  "harbor.control-plane-cert-expiring.harbor-cp-2.2379": "kubeadm renews certificates on the node",
  "harbor.cni-overlay-udp-exposed.harbor-worker-7":
    "a packet filter for UDP, whose silence no scanner can tell from an open port",
  "lagoon.calico-bgp-typha-exposed.lagoon-node-2": "security groups of a cloud are changed",
  "tender.cilium-agent-ports-exposed.tender-worker-2.4244": "values of Cilium's chart are changed",
  "harbor.weave-control-exposed.harbor-worker-7.6783": "the network plugin gets a password of its own",
  "harbor.monitoring-skips-kubelet-tls.kube-apiserver-harbor-cp-1": "certificates of every kubelet come first",
  "harbor.container-runtime-api-exposed.harbor-worker-6": "a process is stopped on the node",
  "harbor.konnectivity-server-exposed.harbor-cp-2.8133": "arguments of a proxy server whose manifest is the owner's",
  "harbor.metrics-exporter-exposed.harbor-worker-5":
    "the exporter gets a password of its own; the packet filter lets the nodes in",
  "galleon.openshift-machine-config-exposed.galleon-master-1": "security groups of a cloud are changed",
  "harbor.unexpected-listener.harbor-worker-7": "a process is stopped on the node",
  "harbor.expected-path-blocked.harbor-worker-8": "a wire or a security group between machines",
  "harbor.scan-coverage-gap.harbor-worker-8": "a wire or a security group between scanner and node",
  "harbor.setting-contradicts-wire.harbor-worker-4": "a process is found and restarted on the node",
};

/** Checks of which the fleet can plant no fault. */
const testedByVerdicts: Readonly<Record<string, string>> = {
  "kubelet-unhealthy-after-change":
    "needs an earlier scan beside this one; harbor-worker-11 is the node that is not Ready after a change",
  "apiserver-known-port-cves":
    "needs an API server older than v1.29, whose lists are not those that the fleet's API serves",
  "kube-proxy-localnet-bypass": "needs a kubelet older than v1.18.4, or a node report that tells route_localnet",
  "nodeport-service-gone-still-open": "needs an earlier scan in which the Service was still declared",
  "direct-kubelet-access-observed": "needs the kubelets' counters of an earlier scan beside those of this one",
  "cloud-metadata-reachable-from-pod":
    "the metadata services have link-local addresses, and the fleet keeps to 127.0.0.0/8",
  "port-opened-since-baseline": "needs an earlier scan in which the port was closed",
  "port-not-in-baseline":
    "needs expected ports that somebody saved, which are no part of a cluster; the demo saves some for harbor",
};

/** A fault's id is its cluster, its check and its place, with dots between them. */
const checkOf = (fault: string) => fault.split(".")[1] ?? "";

/** By check; held by fix-and-recheck.system.test.ts, which carries every one of them out. */
export const checkProofs: Readonly<Record<string, CheckProof>> = Object.fromEntries([
  ...Object.entries(carriedOut).flatMap(([way, faults]) =>
    faults.map((fault) => [checkOf(fault), { proof: carriedOutBy(way), fleetFault: fault }] as const),
  ),
  ...Object.entries(repairedByFleet).map(
    ([fault, why]) =>
      [checkOf(fault), { proof: `repaired in the fleet (${why}), then re-checked`, fleetFault: fault }] as const,
  ),
  ...Object.entries(testedByVerdicts).map(([id, why]) => [id, { proof: `verdict tests only: ${why}` }] as const),
]);

/** The words of a proof in which a remediation was carried out. */
export function carriedOutBy(way: string): string {
  return `carried out on the fleet (${way}), then re-checked`;
}

/** True where the fleet repairs the fault of a check itself. */
export function isRepairedByFleet(checkId: string): boolean {
  return Object.keys(repairedByFleet).some((fault) => checkOf(fault) === checkId);
}
