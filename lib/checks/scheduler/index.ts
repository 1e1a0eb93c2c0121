import type { Check } from "../../domain/check.ts";
import { schedulerInsecurePort } from "./scheduler-insecure-port.ts";

export const schedulerChecks: readonly Check[] = [schedulerInsecurePort];
