import type { Check } from "../../domain/check.ts";
import { apiserverAnonymousAuthUnscoped } from "./apiserver-anonymous-auth-unscoped.ts";
import { apiserverAnonymousResourceAccess } from "./apiserver-anonymous-resource-access.ts";
import { apiserverExposedInternet } from "./apiserver-exposed-internet.ts";
import { apiserverInfoDisclosure } from "./apiserver-info-disclosure.ts";
import { apiserverInsecurePort } from "./apiserver-insecure-port.ts";

export const apiServerChecks: readonly Check[] = [
  apiserverInsecurePort,
  apiserverAnonymousResourceAccess,
  apiserverAnonymousAuthUnscoped,
  apiserverInfoDisclosure,
  apiserverExposedInternet,
];
