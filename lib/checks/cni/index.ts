import type { Check } from "../../domain/check.ts";
import { calicoBgpTyphaExposed } from "./calico-bgp-typha-exposed.ts";
import { ciliumAgentPortsExposed } from "./cilium-agent-ports-exposed.ts";
import { cniOverlayUdpExposed } from "./cni-overlay-udp-exposed.ts";
import { weaveControlExposed } from "./weave-control-exposed.ts";

export const cniChecks: readonly Check[] = [
  cniOverlayUdpExposed,
  calicoBgpTyphaExposed,
  ciliumAgentPortsExposed,
  weaveControlExposed,
];
