import { hardened, type NodeSettings } from "../settings.ts";
import { always, everywhere, type FaultRule, outside } from "./fault-rule.ts";

const kubeletPort = (settings: Readonly<NodeSettings>) => settings.kubeletPort;

/** Security fields that every kubelet of a cluster should have in common. */
const baseline: Partial<NodeSettings> = {
  anonymous: hardened.anonymous,
  authorization: hardened.authorization,
  webhookAuthentication: hardened.webhookAuthentication,
  longAuthenticationCache: hardened.longAuthenticationCache,
  clientCa: hardened.clientCa,
  readOnlyPort: hardened.readOnlyPort,
  healthzEverywhere: hardened.healthzEverywhere,
  kubeletPort: hardened.kubeletPort,
  rotateCertificates: hardened.rotateCertificates,
  tls: hardened.tls,
};

function drifted(settings: Readonly<NodeSettings>): boolean {
  const names = Object.keys(baseline) as (keyof NodeSettings)[];
  return settings.servingCertificate === "self-signed" || names.some((name) => settings[name] !== baseline[name]);
}

export const kubeletRules: FaultRule[] = [
  {
    checkId: "kubelet-anonymous-exec",
    applies: (s) => s.anonymous && s.authorization === "AlwaysAllow",
    vantages: always(everywhere),
    port: kubeletPort,
    says: "the kubelet answers 200 to callers without credentials and would run their commands",
    fix: () => ({ anonymous: false, authorization: "Webhook", webhookAuthentication: true, clientCa: true }),
  },
  {
    checkId: "kubelet-anonymous-auth-enabled",
    applies: (s) => s.anonymous,
    vantages: always(everywhere),
    port: kubeletPort,
    says: "the kubelet takes callers without credentials for system:anonymous",
    fix: () => ({ anonymous: false }),
  },
  {
    checkId: "kubelet-readonly-port-open",
    applies: (s) => s.readOnlyPort,
    vantages: always(everywhere),
    port: () => 10_255,
    says: "10255 lists pods over plain HTTP",
    fix: () => ({ readOnlyPort: false }),
  },
  {
    checkId: "kubelet-api-exposed-untrusted-network",
    applies: (s) => !s.kubeletFirewalled,
    vantages: always(outside),
    port: kubeletPort,
    says: "no firewall between 10250 and other networks",
    fix: () => ({ kubeletFirewalled: true }),
  },
  {
    checkId: "kubelet-api-reachable-from-pod",
    applies: (s) => !s.kubeletFirewalled,
    vantages: always(["pod"]),
    port: kubeletPort,
    says: "no policy between pods and 10250",
    fix: () => ({ kubeletFirewalled: true }),
  },
  {
    checkId: "kubelet-healthz-nonlocal",
    applies: (s) => s.healthzEverywhere,
    vantages: always(everywhere),
    port: () => 10_248,
    says: "healthzBindAddress is 0.0.0.0",
    fix: () => ({ healthzEverywhere: false }),
  },
  {
    checkId: "kubelet-client-ca-missing",
    applies: (s) => !s.clientCa,
    vantages: always(everywhere),
    port: kubeletPort,
    says: "no clientCAFile, and no CertificateRequest in the handshake",
    fix: () => ({ clientCa: true }),
  },
  {
    checkId: "kubelet-serving-cert-self-signed",
    applies: (s) => s.servingCertificate === "self-signed",
    vantages: always(everywhere),
    port: kubeletPort,
    says: "the kubelet made its own certificate",
    fix: () => ({ servingCertificate: "issued" }),
  },
  {
    checkId: "kubelet-serving-cert-invalid",
    applies: (s) => s.servingCertificate === "expired",
    vantages: always(everywhere),
    port: kubeletPort,
    says: "the serving certificate has expired",
    fix: () => ({ servingCertificate: "issued" }),
  },
  {
    checkId: "kubelet-tls-weak",
    applies: (s) => s.tls === "weak",
    vantages: always(everywhere),
    port: kubeletPort,
    says: "TLS 1.0, TLS 1.1 and suites without forward secrecy are accepted",
    fix: () => ({ tls: "modern" }),
  },
  {
    checkId: "kubelet-version-port-cves",
    applies: (s) => s.readOnlyPort && s.kubeletVersion === "v1.32.1",
    vantages: always(everywhere),
    says: "v1.32.1 with 10255 open: CVE-2025-0426",
    fix: () => ({ kubeletVersion: "v1.36.2" }),
  },
];

/** What the kubelet's configuration says, wherever it can be read from. */
export const kubeletSettingRules: FaultRule[] = [
  {
    checkId: "kubelet-authz-always-allow",
    applies: (s) => s.authorization === "AlwaysAllow",
    vantages: always(everywhere),
    port: kubeletPort,
    says: "whoever the kubelet can identify may do everything",
    fix: () => ({ authorization: "Webhook" }),
  },
  {
    checkId: "kubelet-token-webhook-disabled",
    applies: (s) => !s.webhookAuthentication,
    vantages: always(everywhere),
    port: kubeletPort,
    says: "authentication.webhook.enabled is false",
    fix: () => ({ webhookAuthentication: true }),
  },
  {
    checkId: "kubelet-authz-cache-too-long",
    applies: (s) => s.longAuthenticationCache,
    vantages: always(everywhere),
    port: kubeletPort,
    says: "a revoked token is good for another hour",
    fix: () => ({ longAuthenticationCache: false }),
  },
  {
    checkId: "kubelet-server-tls-bootstrap-off",
    applies: (s) => s.servingCertificate === "self-signed",
    vantages: always(everywhere),
    port: kubeletPort,
    says: "the kubelet asks for no serving certificate",
    fix: () => ({ servingCertificate: "issued" }),
  },
  {
    checkId: "kubelet-client-cert-rotation-off",
    applies: (s) => !s.rotateCertificates,
    vantages: always(everywhere),
    port: kubeletPort,
    says: "rotateCertificates is false",
    fix: () => ({ rotateCertificates: true }),
  },
  {
    checkId: "kubelet-debug-handlers-enabled",
    applies: (s) => s.debugHandlers,
    vantages: always(everywhere),
    port: kubeletPort,
    says: "profiling, debug flags and node logs are served",
    fix: () => ({ debugHandlers: false }),
  },
  {
    checkId: "kubelet-streaming-idle-timeout-zero",
    applies: (s) => s.endlessStreams,
    vantages: always(everywhere),
    port: kubeletPort,
    says: "streams of exec and port-forward never time out",
    fix: () => ({ endlessStreams: false }),
  },
  {
    checkId: "kubelet-nonstandard-port",
    applies: (s) => s.kubeletPort !== 10_250,
    vantages: always(everywhere),
    port: kubeletPort,
    says: "the kubelet listens where no firewall rule expects it",
    fix: () => ({ kubeletPort: 10_250 }),
  },
  {
    checkId: "kubelet-authz-webhook-failing",
    applies: (s) => s.authorizerFailing,
    vantages: always(everywhere),
    port: kubeletPort,
    says: "the kubelet answers 500 to callers that it could identify",
    fix: () => ({ authorizerFailing: false }),
  },
  {
    checkId: "kubelet-config-drift",
    applies: drifted,
    vantages: always(everywhere),
    port: kubeletPort,
    says: "its settings differ from those of its siblings and of the ConfigMap kubelet-config",
    fix: (s) => ({ ...baseline, ...(s.servingCertificate === "self-signed" ? { servingCertificate: "issued" } : {}) }),
  },
];
