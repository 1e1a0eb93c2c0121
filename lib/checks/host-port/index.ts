import type { Check } from "../../domain/check.ts";
import { hostnetworkWideListener } from "./hostnetwork-wide-listener.ts";
import { hostportCollidesSystemPort } from "./hostport-collides-system-port.ts";
import { hostportUnapproved } from "./hostport-unapproved.ts";

export const hostPortChecks: readonly Check[] = [
  hostportUnapproved,
  hostnetworkWideListener,
  hostportCollidesSystemPort,
];
