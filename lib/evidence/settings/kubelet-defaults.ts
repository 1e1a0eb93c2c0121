import { type Circumstances, fileOrFlags, type KnownSettings } from "./known-setting.ts";

/** k3s and RKE2 keep what they make for the kubelet in one folder; --data-dir may have moved it. */
const agentFile =
  (name: string) =>
  ({ distribution }: Circumstances) =>
    distribution === "k3s" || distribution === "rke2" ? `/var/lib/rancher/${distribution}/agent/${name}` : null;

/**
 * k3s v1.32.0 to v1.32.3 lost the 0 when it wrote its drop-in, so that the flags' default counted (k3s#12166). For
 * RKE2 the first fixed release is not certain (rke2#8094), so nothing is presumed of those in doubt.
 */
function embeddedReadOnlyPort({ distribution, minor, patch }: Circumstances): number | null {
  if (minor === null || patch === null) return null;
  if (distribution === "rke2" && ((minor === 32 && patch <= 5) || (minor === 33 && patch <= 1))) return null;
  return distribution === "k3s" && minor === 32 && patch <= 3 ? 10255 : 0;
}

/** KubeletConfiguration v1beta1, and the flags of the same meaning. */
export const kubeletSettings: KnownSettings = {
  "authentication.anonymous.enabled": {
    kind: "boolean",
    flag: "anonymous-auth",
    byDefault: fileOrFlags(false, true),
    embedded: false,
  },
  "authentication.webhook.enabled": {
    kind: "boolean",
    flag: "authentication-token-webhook",
    byDefault: fileOrFlags(true, false),
    embedded: true,
  },
  "authentication.webhook.cacheTTL": {
    kind: "duration",
    flag: "authentication-token-webhook-cache-ttl",
    byDefault: "2m0s",
  },
  "authentication.x509.clientCAFile": {
    kind: "string",
    flag: "client-ca-file",
    omitted: "",
    byDefault: "",
    embedded: agentFile("client-ca.crt"),
  },
  "authorization.mode": {
    kind: "string",
    flag: "authorization-mode",
    byDefault: fileOrFlags("Webhook", "AlwaysAllow"),
    embedded: "Webhook",
  },
  "authorization.webhook.cacheAuthorizedTTL": {
    kind: "duration",
    flag: "authorization-webhook-cache-authorized-ttl",
    byDefault: "5m0s",
  },
  "authorization.webhook.cacheUnauthorizedTTL": {
    kind: "duration",
    flag: "authorization-webhook-cache-unauthorized-ttl",
    byDefault: "30s",
  },
  address: { kind: "string", flag: "address", byDefault: "0.0.0.0" },
  port: { kind: "number", flag: "port", byDefault: 10250 },
  readOnlyPort: {
    kind: "number",
    flag: "read-only-port",
    omitted: 0,
    byDefault: fileOrFlags(0, 10255),
    embedded: embeddedReadOnlyPort,
  },
  healthzBindAddress: { kind: "string", flag: "healthz-bind-address", byDefault: "127.0.0.1" },
  healthzPort: { kind: "number", flag: "healthz-port", byDefault: 10248 },
  tlsMinVersion: { kind: "string", flag: "tls-min-version", omitted: "", byDefault: "" },
  tlsCipherSuites: { kind: "list", flag: "tls-cipher-suites", omitted: [], byDefault: [] },
  tlsCertFile: {
    kind: "string",
    flag: "tls-cert-file",
    omitted: "",
    byDefault: "",
    embedded: agentFile("serving-kubelet.crt"),
  },
  tlsPrivateKeyFile: {
    kind: "string",
    flag: "tls-private-key-file",
    omitted: "",
    byDefault: "",
    embedded: agentFile("serving-kubelet.key"),
  },
  serverTLSBootstrap: { kind: "boolean", flag: "rotate-server-certificates", omitted: false, byDefault: false },
  rotateCertificates: { kind: "boolean", flag: "rotate-certificates", omitted: false, byDefault: false },
  enableDebuggingHandlers: { kind: "boolean", flag: "enable-debugging-handlers", byDefault: true },
  enableProfilingHandler: { kind: "boolean", byDefault: true },
  enableDebugFlagsHandler: { kind: "boolean", byDefault: true },
  enableSystemLogHandler: { kind: "boolean", byDefault: true },
  enableSystemLogQuery: { kind: "boolean", byDefault: false },
  streamingConnectionIdleTimeout: {
    kind: "duration",
    flag: "streaming-connection-idle-timeout",
    byDefault: "4h0m0s",
  },
};
