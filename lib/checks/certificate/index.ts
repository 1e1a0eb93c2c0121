import type { Check } from "../../domain/check.ts";
import { controlPlaneCertExpiring } from "./control-plane-cert-expiring.ts";
import { csrApproverMissing } from "./csr-approver-missing.ts";
import { csrIdentityMismatch } from "./csr-identity-mismatch.ts";
import { csrKubeletServingPending } from "./csr-kubelet-serving-pending.ts";

export const certificateChecks: readonly Check[] = [
  csrKubeletServingPending,
  csrIdentityMismatch,
  csrApproverMissing,
  controlPlaneCertExpiring,
];
