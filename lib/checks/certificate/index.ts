import type { Check } from "../../domain/check.ts";
import { csrKubeletServingPending } from "./csr-kubelet-serving-pending.ts";

export const certificateChecks: readonly Check[] = [csrKubeletServingPending];
