import { type KnownSettings, sinceMinor } from "./known-setting.ts";

const k3sTls = "/var/lib/rancher/k3s/server/tls";

/** Plugins that are on by themselves since 1.35; --enable-admission-plugins adds to them. NodeRestriction is not one. */
const alwaysOn = [
  "DefaultIngressClass",
  "DefaultStorageClass",
  "DefaultTolerationSeconds",
  "LimitRanger",
  "MutatingAdmissionWebhook",
  "NamespaceLifecycle",
  "PersistentVolumeClaimResize",
  "Priority",
  "ResourceQuota",
  "RuntimeClass",
  "ServiceAccount",
  "StorageObjectInUseProtection",
  "TaintNodesByCondition",
  "ValidatingAdmissionWebhook",
];
const certificates = ["CertificateApproval", "CertificateSigning", "CertificateSubjectRestriction"];
const byMinor = sinceMinor(
  [16, alwaysOn],
  [18, [...certificates, ...alwaysOn]],
  [23, [...certificates, ...alwaysOn, "PodSecurity"]],
  [27, [...certificates, "ClusterTrustBundleAttest", ...alwaysOn, "PodSecurity"]],
  [30, [...certificates, "ClusterTrustBundleAttest", ...alwaysOn, "PodSecurity", "ValidatingAdmissionPolicy"]],
);

/** Flags of kube-apiserver. */
export const apiServerSettings: KnownSettings = {
  "anonymous-auth": { kind: "boolean", byDefault: true, embedded: false },
  "authorization-mode": {
    kind: "list",
    // With a file of authorisers the flag may not be given, and says nothing.
    byDefault: ({ named }) => (named("authorization-config") ? null : ["AlwaysAllow"]),
    embedded: ["Node", "RBAC"],
  },
  "authentication-config": { kind: "string", byDefault: "" },
  "authorization-config": { kind: "string", byDefault: "" },
  "bind-address": { kind: "string", byDefault: "0.0.0.0", embedded: "127.0.0.1" },
  "secure-port": { kind: "number", byDefault: 6443, embedded: 6444 },
  // Settable to 0 alone since 1.20, gone since 1.24.
  "insecure-port": { kind: "number", byDefault: sinceMinor([0, 8080], [20, 0]) },
  "insecure-bind-address": { kind: "string", byDefault: sinceMinor([0, "127.0.0.1"], [20, ""]) },
  profiling: { kind: "boolean", byDefault: true, embedded: false },
  "enable-admission-plugins": { kind: "list", byDefault: byMinor, embedded: ["NodeRestriction"] },
  "disable-admission-plugins": { kind: "list", byDefault: [] },
  "client-ca-file": { kind: "string", byDefault: "", embedded: `${k3sTls}/client-ca.crt` },
  "tls-cert-file": { kind: "string", byDefault: "" },
  "tls-private-key-file": { kind: "string", byDefault: "" },
  "tls-min-version": { kind: "string", byDefault: "" },
  "tls-cipher-suites": { kind: "list", byDefault: [] },
  "kubelet-certificate-authority": { kind: "string", byDefault: "", embedded: `${k3sTls}/server-ca.crt` },
  "kubelet-client-certificate": { kind: "string", byDefault: "", embedded: `${k3sTls}/client-kube-apiserver.crt` },
  "kubelet-client-key": { kind: "string", byDefault: "", embedded: `${k3sTls}/client-kube-apiserver.key` },
  "kubelet-https": { kind: "boolean", byDefault: true },
  "kubelet-preferred-address-types": {
    kind: "list",
    byDefault: ["Hostname", "InternalDNS", "InternalIP", "ExternalDNS", "ExternalIP"],
  },
  "service-node-port-range": { kind: "string", byDefault: "30000-32767" },
  "service-account-lookup": { kind: "boolean", byDefault: true },
  "enable-bootstrap-token-auth": { kind: "boolean", byDefault: false },
  "token-auth-file": { kind: "string", byDefault: "" },
  "basic-auth-file": { kind: "string", byDefault: "" },
  "requestheader-client-ca-file": { kind: "string", byDefault: "" },
  "requestheader-allowed-names": { kind: "list", byDefault: [] },
  "etcd-servers": { kind: "list", byDefault: [] },
  "etcd-cafile": { kind: "string", byDefault: "" },
  "etcd-certfile": { kind: "string", byDefault: "" },
  "etcd-keyfile": { kind: "string", byDefault: "" },
  "encryption-provider-config": { kind: "string", byDefault: "" },
  "audit-log-path": { kind: "string", byDefault: "" },
  "audit-policy-file": { kind: "string", byDefault: "" },
  "egress-selector-config-file": { kind: "string", byDefault: "" },
  "goaway-chance": { kind: "number", byDefault: 0 },
};
