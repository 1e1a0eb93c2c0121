import type { Check } from "../../domain/check.ts";
import { netpolBreaksRequiredTraffic } from "./netpol-breaks-required-traffic.ts";
import { netpolNamespaceWithoutPolicy } from "./netpol-namespace-without-policy.ts";
import { netpolNoDefaultDenyEgress } from "./netpol-no-default-deny-egress.ts";
import { netpolNotEnforced } from "./netpol-not-enforced.ts";
import { netpolOwnNodeGap } from "./netpol-own-node-gap.ts";
import { netpolPermitsKubeletPorts } from "./netpol-permits-kubelet-ports.ts";

export const networkPolicyChecks: readonly Check[] = [
  netpolNamespaceWithoutPolicy,
  netpolNoDefaultDenyEgress,
  netpolPermitsKubeletPorts,
  netpolNotEnforced,
  netpolOwnNodeGap,
  netpolBreaksRequiredTraffic,
];
