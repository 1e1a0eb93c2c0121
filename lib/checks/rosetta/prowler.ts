import type { ForeignRule } from "./counterpart.ts";

/** prowler-cloud/prowler, providers/kubernetes: CheckTitle and Severity of each metadata file. */
export const prowlerRules: Record<string, ForeignRule> = {
  apiserver_anonymous_requests: {
    title: "Ensure that the --anonymous-auth argument is set to false",
    severity: "high",
  },
  apiserver_audit_log_path_set: { title: "Ensure that the --audit-log-path argument is set", severity: "high" },
  apiserver_auth_mode_include_node: {
    title: "Ensure that the --authorization-mode argument includes Node",
    severity: "medium",
  },
  apiserver_auth_mode_include_rbac: { title: "API server pod authorization mode includes RBAC", severity: "high" },
  apiserver_auth_mode_not_always_allow: {
    title: "Ensure that the --authorization-mode argument is not set to AlwaysAllow",
    severity: "high",
  },
  apiserver_deny_service_external_ips: {
    title: "Ensure that the DenyServiceExternalIPs is set",
    severity: "medium",
    note: "The fix that it prints turns the plug-in off.",
  },
  apiserver_disable_profiling: { title: "Ensure that the --profiling argument is set to false", severity: "medium" },
  apiserver_etcd_cafile_set: { title: "API server pod has the --etcd-cafile argument set", severity: "critical" },
  apiserver_etcd_tls_config: {
    title: "Ensure that the --etcd-certfile and --etcd-keyfile arguments are set as appropriate",
    severity: "high",
  },
  apiserver_kubelet_cert_auth: {
    title: "API server pod has --kubelet-certificate-authority configured",
    severity: "critical",
  },
  apiserver_kubelet_tls_auth: {
    title: "Ensure that the --kubelet-client-certificate and --kubelet-client-key arguments are set as appropriate",
    severity: "high",
  },
  apiserver_no_token_auth_file: { title: "Ensure that the --token-auth-file parameter is not set", severity: "high" },
  apiserver_node_restriction_plugin: {
    title: "Ensure that the admission control plugin NodeRestriction is set",
    severity: "medium",
  },
  apiserver_strong_ciphers_only: {
    title: "Ensure that the API Server only makes use of Strong Cryptographic Ciphers",
    severity: "high",
  },
  apiserver_tls_config: {
    title: "Ensure that the --tls-cert-file and --tls-private-key-file arguments are set as appropriate",
    severity: "high",
  },
  controllermanager_bind_address: {
    title: "Ensure that the --bind-address argument is set to 127.0.0.1",
    severity: "medium",
  },
  controllermanager_disable_profiling: {
    title: "Ensure that the --profiling argument is set to false",
    severity: "medium",
  },
  controllermanager_rotate_kubelet_server_cert: {
    title: "Ensure that the RotateKubeletServerCertificate argument is set to true",
    severity: "medium",
  },
  core_minimize_admission_hostport_containers: {
    title: "Minimize the admission of containers which use HostPorts",
    severity: "high",
  },
  core_minimize_hostNetwork_containers: {
    title: "Minimize the admission of containers wishing to share the host network namespace",
    severity: "high",
  },
  etcd_client_cert_auth: {
    title: "Ensure that the --client-cert-auth argument is set to true for etcd",
    severity: "high",
  },
  etcd_no_auto_tls: { title: "Ensure that the --auto-tls argument is not set to true for etcd", severity: "high" },
  etcd_no_peer_auto_tls: {
    title: "Ensure that the --peer-auto-tls argument is not set to true for etcd",
    severity: "high",
  },
  etcd_peer_client_cert_auth: {
    title: "Ensure that the --peer-client-cert-auth argument is set to true for etcd",
    severity: "high",
  },
  etcd_peer_tls_config: {
    title: "Ensure that the --peer-cert-file and --peer-key-file arguments are set as appropriate for etcd",
    severity: "high",
  },
  etcd_tls_encryption: {
    title: "Ensure that the --cert-file and --key-file arguments are set as appropriate for etcd",
    severity: "high",
  },
  etcd_unique_ca: { title: "Ensure that a unique Certificate Authority is used for etcd", severity: "high" },
  kubelet_authorization_mode: { title: "Kubelet --authorization-mode is not set to AlwaysAllow", severity: "high" },
  kubelet_client_ca_file_set: {
    title: "Kubelet has a client CA file configured for authentication",
    severity: "high",
  },
  kubelet_disable_anonymous_auth: { title: "Kubelet anonymous authentication is disabled", severity: "high" },
  kubelet_disable_read_only_port: { title: "Kubelet read-only port is disabled (set to 0)", severity: "medium" },
  kubelet_rotate_certificates: { title: "Kubelet client certificate rotation is enabled", severity: "high" },
  kubelet_streaming_connection_timeout: {
    title: "Kubelet streaming connection idle timeout is not set to 0",
    severity: "medium",
  },
  kubelet_strong_ciphers_only: { title: "Kubelet uses only strong TLS cipher suites", severity: "medium" },
  kubelet_tls_cert_and_key: {
    title: "Kubelet has TLS certificate and private key files configured",
    severity: "high",
  },
  rbac_minimize_csr_approval_access: {
    title: "User or group lacks update and patch access to the certificatesigningrequests/approval sub-resource",
    severity: "high",
  },
  rbac_minimize_node_proxy_subresource_access: {
    title: "Minimize access to the proxy sub-resource of nodes",
    severity: "high",
  },
  scheduler_bind_address: {
    title: "Ensure that the --bind-address argument is set to 127.0.0.1 for the Scheduler",
    severity: "medium",
  },
  scheduler_profiling: { title: "Scheduler pod has profiling disabled", severity: "medium" },
};
