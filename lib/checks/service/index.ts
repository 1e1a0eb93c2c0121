import type { Check } from "../../domain/check.ts";
import { dashboardExposed } from "./dashboard-exposed.ts";
import { ingressAdmissionWebhookExposed } from "./ingress-admission-webhook-exposed.ts";
import { loadbalancerExtraNodeports } from "./loadbalancer-extra-nodeports.ts";
import { loadbalancerOpenToWorld } from "./loadbalancer-open-to-world.ts";
import { serviceExternalIps } from "./service-external-ips.ts";
import { serviceManualEndpointsToNode } from "./service-manual-endpoints-to-node.ts";

export const serviceChecks: readonly Check[] = [
  loadbalancerOpenToWorld,
  loadbalancerExtraNodeports,
  serviceExternalIps,
  serviceManualEndpointsToNode,
  ingressAdmissionWebhookExposed,
  dashboardExposed,
];
