import type { Check } from "../../domain/check.ts";
import { apiserverAnonymousAuthUnscoped } from "./apiserver-anonymous-auth-unscoped.ts";
import { apiserverAnonymousResourceAccess } from "./apiserver-anonymous-resource-access.ts";
import { apiserverAuditLoggingMissing } from "./apiserver-audit-logging-missing.ts";
import { apiserverAuthorizationModeWeak } from "./apiserver-authorization-mode-weak.ts";
import { apiserverEtcdTlsMissing } from "./apiserver-etcd-tls-missing.ts";
import { apiserverExposedInternet } from "./apiserver-exposed-internet.ts";
import { apiserverInfoDisclosure } from "./apiserver-info-disclosure.ts";
import { apiserverInsecurePort } from "./apiserver-insecure-port.ts";
import { apiserverKnownPortCves } from "./apiserver-known-port-cves.ts";
import { apiserverKubeletCaNotVerified } from "./apiserver-kubelet-ca-not-verified.ts";
import { apiserverKubeletClientCertMissing } from "./apiserver-kubelet-client-cert-missing.ts";
import { apiserverNoderestrictionOff } from "./apiserver-noderestriction-off.ts";
import { apiserverStaticCredentials } from "./apiserver-static-credentials.ts";
import { apiserverTlsWeak } from "./apiserver-tls-weak.ts";
import { controlPlaneProfilingEnabled } from "./control-plane-profiling-enabled.ts";

export const apiServerChecks: readonly Check[] = [
  apiserverInsecurePort,
  apiserverAnonymousResourceAccess,
  apiserverAnonymousAuthUnscoped,
  apiserverInfoDisclosure,
  apiserverExposedInternet,
  apiserverAuditLoggingMissing,
  apiserverAuthorizationModeWeak,
  apiserverEtcdTlsMissing,
  apiserverKnownPortCves,
  apiserverKubeletCaNotVerified,
  apiserverKubeletClientCertMissing,
  apiserverNoderestrictionOff,
  apiserverStaticCredentials,
  apiserverTlsWeak,
  controlPlaneProfilingEnabled,
];
