import type { Check } from "../../domain/check.ts";
import { schedulerInsecurePort } from "./scheduler-insecure-port.ts";
import { schedulerMetricsUnauthenticated } from "./scheduler-metrics-unauthenticated.ts";
import { schedulerSecurePortExposed } from "./scheduler-secure-port-exposed.ts";

export const schedulerChecks: readonly Check[] = [
  schedulerInsecurePort,
  schedulerSecurePortExposed,
  schedulerMetricsUnauthenticated,
];
