/** A rule of the CIS Kubernetes Benchmark. `manual`: kube-bench leaves it to the reader; absent where not confirmed. */
export interface CisRule {
  title: string;
  manual?: boolean;
}

/**
 * Rules that our checks name, by their number in v1.12 and v2.0 of the benchmark; titles as kube-bench prints them
 * (aquasecurity/kube-bench, cfg/cis-2.0).
 */
export const cisRules: Record<string, CisRule> = {
  "1.2.1": { title: "Ensure that the --anonymous-auth argument is set to false" },
  "1.2.2": { title: "Ensure that the --token-auth-file parameter is not set" },
  "1.2.3": { title: "Ensure that the DenyServiceExternalIPs is set" },
  "1.2.4": {
    title: "Ensure that the --kubelet-client-certificate and --kubelet-client-key arguments are set as appropriate",
    manual: false,
  },
  "1.2.5": {
    title: "Ensure that the --kubelet-certificate-authority argument is set as appropriate",
    manual: false,
  },
  "1.2.6": { title: "Ensure that the --authorization-mode argument is not set to AlwaysAllow", manual: false },
  "1.2.7": { title: "Ensure that the --authorization-mode argument includes Node", manual: false },
  "1.2.8": { title: "Ensure that the --authorization-mode argument includes RBAC", manual: false },
  "1.2.14": { title: "Ensure that the admission control plugin NodeRestriction is set", manual: false },
  "1.2.15": { title: "Ensure that the --profiling argument is set to false", manual: false },
  "1.2.16": { title: "Ensure that the --audit-log-path argument is set", manual: false },
  "1.2.17": { title: "Ensure that the --audit-log-maxage argument is set to 30 or as appropriate", manual: false },
  "1.2.18": { title: "Ensure that the --audit-log-maxbackup argument is set to 10 or as appropriate", manual: false },
  "1.2.19": { title: "Ensure that the --audit-log-maxsize argument is set to 100 or as appropriate", manual: false },
  "1.2.23": {
    title: "Ensure that the --etcd-certfile and --etcd-keyfile arguments are set as appropriate",
    manual: false,
  },
  "1.2.24": {
    title: "Ensure that the --tls-cert-file and --tls-private-key-file arguments are set as appropriate",
    manual: false,
  },
  "1.2.26": { title: "Ensure that the --etcd-cafile argument is set as appropriate", manual: false },
  "1.2.29": { title: "Ensure that the API Server only makes use of Strong Cryptographic Ciphers", manual: true },
  "1.3.2": { title: "Ensure that the --profiling argument is set to false", manual: false },
  "1.3.6": { title: "Ensure that the RotateKubeletServerCertificate argument is set to true", manual: false },
  "1.3.7": { title: "Ensure that the --bind-address argument is set to 127.0.0.1", manual: false },
  "1.4.1": { title: "Ensure that the --profiling argument is set to false", manual: false },
  "1.4.2": { title: "Ensure that the --bind-address argument is set to 127.0.0.1", manual: false },
  "2.1": { title: "Ensure that the --cert-file and --key-file arguments are set as appropriate" },
  "2.2": { title: "Ensure that the --client-cert-auth argument is set to true" },
  "2.3": { title: "Ensure that the --auto-tls argument is not set to true" },
  "2.4": { title: "Ensure that the --peer-cert-file and --peer-key-file arguments are set as appropriate" },
  "2.5": { title: "Ensure that the --peer-client-cert-auth argument is set to true" },
  "2.6": { title: "Ensure that the --peer-auto-tls argument is not set to true" },
  "2.7": { title: "Ensure that a unique Certificate Authority is used for etcd" },
  "3.1.1": { title: "Client certificate authentication should not be used for users", manual: true },
  "3.2.1": { title: "Ensure that a minimal audit policy is created", manual: true },
  "3.2.2": { title: "Ensure that the audit policy covers key security concerns", manual: true },
  "4.2.1": { title: "Ensure that the --anonymous-auth argument is set to false", manual: false },
  "4.2.2": { title: "Ensure that the --authorization-mode argument is not set to AlwaysAllow", manual: false },
  "4.2.3": { title: "Ensure that the --client-ca-file argument is set as appropriate", manual: false },
  "4.2.4": { title: "Verify that if defined, the --read-only-port argument is set to 0", manual: true },
  "4.2.5": { title: "Ensure that the --streaming-connection-idle-timeout argument is not set to 0", manual: true },
  "4.2.9": {
    title: "Ensure that the --tls-cert-file and --tls-private-key-file arguments are set as appropriate",
    manual: true,
  },
  "4.2.10": { title: "Ensure that the --rotate-certificates argument is not set to false", manual: false },
  "4.2.11": { title: "Verify that the RotateKubeletServerCertificate argument is set to true", manual: true },
  "4.2.12": { title: "Ensure that the Kubelet only makes use of Strong Cryptographic Ciphers", manual: true },
  "4.3.1": { title: "Ensure that the kube-proxy metrics service is bound to localhost", manual: false },
  "5.1.1": { title: "Ensure that the cluster-admin role is only used where required", manual: true },
  "5.1.4": { title: "Minimize access to create pods", manual: true },
  "5.1.10": { title: "Minimize access to the proxy sub-resource of nodes", manual: true },
  "5.1.11": {
    title: "Minimize access to the approval sub-resource of certificatesigningrequests objects",
    manual: true,
  },
  "5.2.1": {
    title: "Ensure that the cluster has at least one active policy control mechanism in place",
    manual: true,
  },
  "5.2.5": {
    title: "Minimize the admission of containers wishing to share the host network namespace",
    manual: true,
  },
  "5.2.12": { title: "Minimize the admission of containers which use HostPorts", manual: true },
  "5.3.1": { title: "Ensure that the CNI in use supports NetworkPolicies", manual: true },
  "5.3.2": { title: "Ensure that all Namespaces have NetworkPolicies defined", manual: true },
};
