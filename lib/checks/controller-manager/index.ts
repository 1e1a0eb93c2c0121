import type { Check } from "../../domain/check.ts";
import { controllerManagerInsecurePort } from "./controller-manager-insecure-port.ts";

export const controllerManagerChecks: readonly Check[] = [controllerManagerInsecurePort];
