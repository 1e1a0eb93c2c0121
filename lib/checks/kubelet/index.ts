import type { Check } from "../../domain/check.ts";
import { kubeletAnonymousAuthEnabled } from "./kubelet-anonymous-auth-enabled.ts";
import { kubeletAnonymousExec } from "./kubelet-anonymous-exec.ts";
import { kubeletApiExposedUntrustedNetwork } from "./kubelet-api-exposed-untrusted-network.ts";
import { kubeletApiReachableFromPod } from "./kubelet-api-reachable-from-pod.ts";
import { kubeletAuthzAlwaysAllow } from "./kubelet-authz-always-allow.ts";
import { kubeletAuthzCacheTooLong } from "./kubelet-authz-cache-too-long.ts";
import { kubeletAuthzWebhookFailing } from "./kubelet-authz-webhook-failing.ts";
import { kubeletClientCaMissing } from "./kubelet-client-ca-missing.ts";
import { kubeletClientCertRotationOff } from "./kubelet-client-cert-rotation-off.ts";
import { kubeletConfigDrift } from "./kubelet-config-drift.ts";
import { kubeletDebugHandlersEnabled } from "./kubelet-debug-handlers-enabled.ts";
import { kubeletHealthzNonlocal } from "./kubelet-healthz-nonlocal.ts";
import { kubeletLegacyCadvisorPort } from "./kubelet-legacy-cadvisor-port.ts";
import { kubeletNonstandardPort } from "./kubelet-nonstandard-port.ts";
import { kubeletReadonlyPortOpen } from "./kubelet-readonly-port-open.ts";
import { kubeletServerTlsBootstrapOff } from "./kubelet-server-tls-bootstrap-off.ts";
import { kubeletServingCertInvalid } from "./kubelet-serving-cert-invalid.ts";
import { kubeletServingCertSelfSigned } from "./kubelet-serving-cert-self-signed.ts";
import { kubeletStreamingIdleTimeoutZero } from "./kubelet-streaming-idle-timeout-zero.ts";
import { kubeletTlsWeak } from "./kubelet-tls-weak.ts";
import { kubeletTokenWebhookDisabled } from "./kubelet-token-webhook-disabled.ts";
import { kubeletUnhealthyAfterChange } from "./kubelet-unhealthy-after-change.ts";
import { kubeletVersionPortCves } from "./kubelet-version-port-cves.ts";

export const kubeletChecks: readonly Check[] = [
  kubeletAnonymousExec,
  kubeletAnonymousAuthEnabled,
  kubeletReadonlyPortOpen,
  kubeletApiExposedUntrustedNetwork,
  kubeletApiReachableFromPod,
  kubeletHealthzNonlocal,
  kubeletClientCaMissing,
  kubeletServingCertSelfSigned,
  kubeletServingCertInvalid,
  kubeletTlsWeak,
  kubeletVersionPortCves,
  kubeletAuthzAlwaysAllow,
  kubeletTokenWebhookDisabled,
  kubeletAuthzCacheTooLong,
  kubeletServerTlsBootstrapOff,
  kubeletClientCertRotationOff,
  kubeletDebugHandlersEnabled,
  kubeletLegacyCadvisorPort,
  kubeletConfigDrift,
  kubeletAuthzWebhookFailing,
  kubeletNonstandardPort,
  kubeletStreamingIdleTimeoutZero,
  kubeletUnhealthyAfterChange,
];
