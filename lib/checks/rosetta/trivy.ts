import type { ForeignRule } from "./counterpart.ts";

/**
 * aquasecurity/trivy-checks: severities of KCV rules as its report k8s-cis-1.23 gives them, of KSV rules as the rule
 * itself does. Ids without the hyphen of newer releases: KCV-0079 and AVD-KCV-0079 are KCV0079.
 */
export const trivyRules: Record<string, ForeignRule> = {
  KCV0001: { title: "Ensure that the --anonymous-auth argument is set to false", severity: "medium" },
  KCV0002: { title: "Ensure that the --token-auth-file parameter is not set", severity: "low" },
  KCV0005: {
    title: "Ensure that the --kubelet-client-certificate and --kubelet-client-key arguments are set as appropriate",
    severity: "high",
  },
  KCV0006: {
    title: "Ensure that the --kubelet-certificate-authority argument is set as appropriate",
    severity: "high",
  },
  KCV0007: { title: "Ensure that the --authorization-mode argument is not set to AlwaysAllow", severity: "low" },
  KCV0008: { title: "Ensure that the --authorization-mode argument includes Node", severity: "high" },
  KCV0009: { title: "Ensure that the --authorization-mode argument includes RBAC", severity: "high" },
  KCV0016: { title: "Ensure that the admission control plugin NodeRestriction is set", severity: "low" },
  KCV0018: { title: "Ensure that the --profiling argument is set to false", severity: "low" },
  KCV0019: { title: "Ensure that the --audit-log-path argument is set", severity: "low" },
  KCV0026: {
    title: "Ensure that the --etcd-certfile and --etcd-keyfile arguments are set as appropriate",
    severity: "low",
  },
  KCV0027: {
    title: "Ensure that the --tls-cert-file and --tls-private-key-file arguments are set as appropriate",
    severity: "medium",
  },
  KCV0029: { title: "Ensure that the --etcd-cafile argument is set as appropriate", severity: "low" },
  KCV0034: { title: "Ensure that the --profiling argument is set to false (controller manager)" },
  KCV0038: { title: "Ensure that the RotateKubeletServerCertificate argument is set to true", severity: "medium" },
  KCV0039: {
    title: "Ensure that the --bind-address argument is set to 127.0.0.1 (controller manager)",
    severity: "low",
  },
  KCV0040: { title: "Ensure that the --profiling argument is set to false (scheduler)", severity: "low" },
  KCV0041: { title: "Ensure that the --bind-address argument is set to 127.0.0.1 (scheduler)", severity: "critical" },
  KCV0042: { title: "Ensure that the --cert-file and --key-file arguments are set as appropriate", severity: "medium" },
  KCV0043: { title: "Ensure that the --client-cert-auth argument is set to true", severity: "critical" },
  KCV0044: { title: "Ensure that the --auto-tls argument is not set to true", severity: "critical" },
  KCV0045: {
    title: "Ensure that the --peer-cert-file and --peer-key-file arguments are set as appropriate",
    severity: "critical",
  },
  KCV0046: { title: "Ensure that the --peer-client-cert-auth argument is set to true", severity: "critical" },
  KCV0047: { title: "Ensure that the --peer-auto-tls argument is not set to true", severity: "high" },
  KCV0079: { title: "Ensure that the --anonymous-auth argument is set to false", severity: "critical" },
  KCV0080: { title: "Ensure that the --authorization-mode argument is not set to AlwaysAllow", severity: "critical" },
  KCV0081: { title: "Ensure that the --client-ca-file argument is set as appropriate", severity: "critical" },
  KCV0082: { title: "Verify that the --read-only-port argument is set to 0", severity: "high" },
  KCV0085: { title: "Ensure that the --streaming-connection-idle-timeout argument is not set to 0", severity: "high" },
  KCV0088: {
    title: "Ensure that the --tls-cert-file and --tls-private-key-file arguments are set as appropriate",
    severity: "critical",
  },
  KCV0089: {
    title: "Ensure that the --tls-cert-file and --tls-private-key-file arguments are set as appropriate",
    severity: "critical",
  },
  KCV0090: { title: "Ensure that the --rotate-certificates argument is not set to false", severity: "critical" },
  KCV0091: { title: "Verify that the RotateKubeletServerCertificate argument is set to true", severity: "critical" },
  KCV0092: { title: "Ensure that the Kubelet only makes use of Strong Cryptographic Ciphers", severity: "critical" },
  KCV0093: {
    title: "Ensure ingress-nginx annotations are secure",
    severity: "critical",
    note: "It reads annotations that smuggle configuration in, not the webhook that takes them.",
  },
  KSV0009: { title: "Access to host network", severity: "high" },
  KSV0024: { title: "Access to host ports", severity: "medium" },
  KSV0038: { title: "Ensure that all Namespaces have Network Policies defined", severity: "medium" },
  KSV0047: { title: "Do not allow privilege escalation from node proxy", severity: "high" },
  KSV0053: { title: "Exec into Pods", severity: "high" },
  KSV0108: { title: "Service with External IP", severity: "high" },
  KSV0122: { title: "Anonymous user access binding", severity: "critical" },
};
