const closed = /timed out|refused/;
const nothing = /^$/;
const refusedOrSilent = /^rc=(7|28)$/;
const refusedByHttp = /^(401|403|000)$/;

/**
 * What the page promises of a verify command in words, as a regular expression over everything that it prints, trimmed.
 * A check that is not here promises its `expect` to the letter.
 */
export const promises: Readonly<Record<string, RegExp>> = {
  "apiserver-anonymous-auth-unscoped": /^401\n(ok|[\s\S]*401)/,
  "apiserver-anonymous-resource-access": /^(401|403)$/,
  "apiserver-audit-logging-missing": /--audit-log-path=\S+[\s\S]*--audit-policy-file=\S+/,
  "apiserver-etcd-tls-missing": /^--etcd-cafile=\S+\n--etcd-certfile=\S+\n--etcd-keyfile=\S+$/,
  "apiserver-exposed-internet": refusedOrSilent,
  "apiserver-info-disclosure": refusedByHttp,
  "apiserver-kubelet-ca-not-verified": /^--kubelet-certificate-authority=\S+$/,
  "apiserver-kubelet-client-cert-missing": /^--kubelet-client-certificate=\S+\n--kubelet-client-key=\S+$/,
  "apiserver-noderestriction-off": /\bNodeRestriction\b/,
  "apiserver-static-credentials": nothing,
  "apiserver-tls-weak": /^1$/,
  "calico-bgp-typha-exposed": closed,
  "cilium-agent-ports-exposed": /certificate required|connect:errno=/,
  "cni-overlay-udp-exposed": /^(?![\s\S]*open\|filtered)/,
  "container-runtime-api-exposed": /^000$/,
  "control-plane-cert-expiring": /^notAfter=.*\nCertificate will not expire$/,
  "controller-manager-metrics-unauthenticated": /^(401|403)$/,
  "controller-manager-secure-port-exposed": /^LISTEN +\d+ +\d+ +127\.0\.0\.1:10257 \S+$/,
  "csr-identity-mismatch": /^Denied$|not found/,
  "csr-kubelet-serving-pending": /Approved,Issued$/,
  "dashboard-exposed": /^000$/,
  "etcd-auto-tls": /^(?![\s\S]*=true)/,
  "etcd-client-cert-not-required": /^rc=[1-9]\d*$/,
  "etcd-client-port-reachable": closed,
  "etcd-client-unauthenticated": /^((Client sent an HTTP request to an HTTPS server\.\s*)?rc=\d+\n)?rc=(35|56)$/,
  "etcd-metrics-exposed": nothing,
  "etcd-peer-port-exposed": closed,
  "etcd-plaintext-client": /^(Client sent an HTTP request to an HTTPS server\.)?$/,
  "etcd-v2-api-open": /^(404|000)$/,
  "hostnetwork-wide-listener": /^(false)?$/,
  "hostport-collides-system-port": nothing,
  "hostport-unapproved": nothing,
  "ingress-admission-webhook-exposed": /^0\b/,
  "k3s-rke2-supervisor-exposed": refusedOrSilent,
  "konnectivity-server-exposed": closed,
  "kube-proxy-healthz-exposed": closed,
  "kube-proxy-metrics-exposed": /^rc=7$/,
  "kube-proxy-nodeport-all-addresses": refusedOrSilent,
  "kubectl-proxy-exposed": /refused/,
  "kubelet-api-exposed-untrusted-network": closed,
  "kubelet-authz-webhook-failing": /^True\s*ok$/,
  "kubelet-client-ca-missing": /^Acceptable client certificate CA names\nCN ?= ?kubernetes\n/,
  "kubelet-client-cert-rotation-off": /^true$/,
  "kubelet-debug-handlers-enabled": /could not find the requested resource|does not allow this method/,
  "kubelet-healthz-nonlocal": /^rc=7$/,
  "kubelet-legacy-cadvisor-port": /Connection refused/,
  "kubelet-readonly-port-open": /^rc=7$/,
  "kubelet-server-tls-bootstrap-off": /Approved,Issued/,
  "kubelet-serving-cert-invalid":
    /Certificate will not expire[\s\S]*IP Address:127\.|IP Address:127\.[\s\S]*will not expire/,
  // A line for each session ticket.
  "kubelet-serving-cert-self-signed": /^(\s*Verify return code: 0 \(ok\))+$/,
  "kubelet-streaming-idle-timeout-zero": /^(?!0s)\w+$/,
  "kubelet-tls-weak": /^1$/,
  // The release after the one of CVE-2025-0426 that the fleet's node is left with.
  "kubelet-version-port-cves": /^v1\.(3[3-9]|[4-9]\d)\./,
  "loadbalancer-extra-nodeports": nothing,
  "metrics-exporter-exposed": refusedByHttp,
  "microk8s-cluster-agent-exposed": closed,
  "nodeport-cleartext-no-auth": /^(000|30[1278]|401|403)$/,
  "nodeport-declared-not-answering": /succeeded/,
  "nodeport-forgotten": /NotFound|\bClusterIP\b/,
  "nodeport-orphan-listener": /\/tcp +closed/,
  "nodeport-range-nondefault": /The range of valid ports is 30000-32767$/,
  "nodeport-sensitive-backend": closed,
  "nodeport-source-ip-lost": /^Local$/,
  "nodeport-udp-exposed": /\/udp +closed/,
  "nodeport-unapproved": /^ClusterIP\b|NotFound|^\w+ \S/,
  "openshift-machine-config-exposed": closed,
  // Nothing but what every caller may ask about itself, and paths that are no resources.
  "rbac-anonymous-or-authenticated-binding": /^Resources[^\n]*(\nselfsubject[^\n]*|\n +\[[^\n]*)*$/,
  "rbac-csr-approve": /^false\nfalse$/,
  "rbac-nodes-proxy": /^no\b/,
  "rbac-nodes-proxy-replaceable": /^no\b/,
  "scheduler-metrics-unauthenticated": /^(401|403)$/,
  "scheduler-secure-port-exposed": /^LISTEN +\d+ +\d+ +127\.0\.0\.1:10259 \S+$/,
  "service-manual-endpoints-to-node": /^no$/,
  "talos-api-exposed": closed,
  "unexpected-listener": nothing,
  "weave-control-exposed": closed,
};

const pod = "a pod has to run, and nothing runs pods here";
const moved = "a node that no packet reaches has another address here once it is repaired";
const cel = "the API server of the fleet evaluates no expressions of admission policies";

/** Commands that cannot be run on this machine, or that cannot tell there, with the reason. */
export const cannotTell: Readonly<Record<string, string>> = {
  "controller-manager-kubelet-cert-rotation-off": "requests of other nodes wait before and after",
  "csr-approver-missing": "it shows once a kubelet makes a new request",
  "etcd-listen-all-interfaces": "a node of the fleet binds its own address where another binds 0.0.0.0",
  "etcd-outdated-version":
    "it reads the certificates of etcd on the node, and speaks gRPC, which the fleet's etcd does not",
  "etcd-shared-ca": "it reads the certificates of etcd on the node",
  "kubelet-api-reachable-from-pod": pod,
  "expected-path-blocked": moved,
  "kubelet-token-webhook-disabled":
    "the kubelet of the fault takes strangers: it answers 200 to a token that it does not know",
  "scan-coverage-gap": moved,
  "kubelet-config-drift": "other nodes of the pool drift as well, so that more than one sum stays",
  "loadbalancer-open-to-world": "the name of a load balancer that no cloud made",
  "netpol-breaks-required-traffic": pod,
  "netpol-namespace-without-policy": pod,
  "netpol-no-default-deny-egress": pod,
  "netpol-not-enforced": pod,
  "netpol-own-node-gap": pod,
  "netpol-permits-kubelet-ports": pod,
  "rbac-no-exposure-guardrail": cel,
  "service-external-ips": cel,
};
