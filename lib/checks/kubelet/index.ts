import type { Check } from "../../domain/check.ts";
import { kubeletAnonymousAuthEnabled } from "./kubelet-anonymous-auth-enabled.ts";
import { kubeletAnonymousExec } from "./kubelet-anonymous-exec.ts";
import { kubeletApiExposedUntrustedNetwork } from "./kubelet-api-exposed-untrusted-network.ts";
import { kubeletApiReachableFromPod } from "./kubelet-api-reachable-from-pod.ts";
import { kubeletClientCaMissing } from "./kubelet-client-ca-missing.ts";
import { kubeletHealthzNonlocal } from "./kubelet-healthz-nonlocal.ts";
import { kubeletReadonlyPortOpen } from "./kubelet-readonly-port-open.ts";
import { kubeletServingCertInvalid } from "./kubelet-serving-cert-invalid.ts";
import { kubeletServingCertSelfSigned } from "./kubelet-serving-cert-self-signed.ts";
import { kubeletTlsWeak } from "./kubelet-tls-weak.ts";
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
];
