import type { Check } from "../../domain/check.ts";
import { controllerManagerInsecurePort } from "./controller-manager-insecure-port.ts";
import { controllerManagerKubeletCertRotationOff } from "./controller-manager-kubelet-cert-rotation-off.ts";
import { controllerManagerMetricsUnauthenticated } from "./controller-manager-metrics-unauthenticated.ts";
import { controllerManagerSecurePortExposed } from "./controller-manager-secure-port-exposed.ts";

export const controllerManagerChecks: readonly Check[] = [
  controllerManagerInsecurePort,
  controllerManagerSecurePortExposed,
  controllerManagerMetricsUnauthenticated,
  controllerManagerKubeletCertRotationOff,
];
