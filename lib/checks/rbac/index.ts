import type { Check } from "../../domain/check.ts";
import { rbacAnonymousOrAuthenticatedBinding } from "./rbac-anonymous-or-authenticated-binding.ts";
import { rbacCsrApprove } from "./rbac-csr-approve.ts";
import { rbacNoExposureGuardrail } from "./rbac-no-exposure-guardrail.ts";
import { rbacNodesProxy } from "./rbac-nodes-proxy.ts";
import { rbacNodesProxyReplaceable } from "./rbac-nodes-proxy-replaceable.ts";
import { rbacPodExecPortforward } from "./rbac-pod-exec-portforward.ts";

export const rbacChecks: readonly Check[] = [
  rbacNodesProxy,
  rbacNodesProxyReplaceable,
  rbacAnonymousOrAuthenticatedBinding,
  rbacPodExecPortforward,
  rbacCsrApprove,
  rbacNoExposureGuardrail,
];
