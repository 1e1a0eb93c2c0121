import { hasNodePort, type ServiceSettings, type ServiceState } from "../service-state.ts";
import type { ServiceRule } from "./fault-rule.ts";

const opensNodePort = (service: ServiceState, settings: Readonly<ServiceSettings>) =>
  hasNodePort({ ...service, ...settings });

export const serviceRules: ServiceRule[] = [
  {
    checkId: "nodeport-unapproved",
    says: "nobody approved this NodePort",
    applies: (service, settings) => opensNodePort(service, settings) && settings.approved === null,
    fix: { approved: "team-platform: reviewed with the owner, CHG-2061" },
  },
  {
    checkId: "nodeport-forgotten",
    says: "exposed with kubectl for a debugging session months ago and never removed",
    applies: (service, settings) =>
      opensNodePort(service, settings) && service.owner === "kubectl-expose" && settings.approved === null,
    fix: { deleted: true },
  },
  {
    checkId: "nodeport-cleartext-no-auth",
    says: "serves a page over plain HTTP without any login",
    applies: (service, settings) => opensNodePort(service, settings) && settings.backend === "page",
    fix: { backend: "redirect-to-https" },
  },
  {
    checkId: "nodeport-declared-not-answering",
    says: "declared, with a pod ready behind it, and every node refuses the port",
    applies: (service, settings) => opensNodePort(service, settings) && settings.backend === "none",
    fix: { backend: "login" },
  },
  {
    checkId: "nodeport-udp-exposed",
    says: "a resolver answers every network over UDP",
    applies: (service, settings) =>
      opensNodePort(service, settings) && service.protocol === "UDP" && settings.approved === null,
    fix: { type: "ClusterIP" },
  },
  {
    checkId: "nodeport-sensitive-backend",
    says: "a data store or an administration tool answers on every node",
    applies: (service, settings) =>
      opensNodePort(service, settings) && (settings.backend === "redis" || settings.backend === "dashboard"),
    fix: { type: "ClusterIP" },
  },
  {
    checkId: "dashboard-exposed",
    says: "the cluster's dashboard lets everybody skip its login",
    applies: (service, settings) => opensNodePort(service, settings) && settings.backend === "dashboard",
    fix: { type: "ClusterIP" },
  },
  {
    checkId: "loadbalancer-open-to-world",
    on: "service-port",
    says: "a load balancer without source ranges on a port that is none of the web's",
    applies: (service, settings) =>
      settings.type === "LoadBalancer" && settings.sourceRanges.length === 0 && service.port !== 443,
    fix: { sourceRanges: ["192.0.2.0/24"] },
  },
  {
    checkId: "loadbalancer-extra-nodeports",
    on: "whole-service",
    says: "the load balancer goes to pods directly, and node ports are open all the same",
    applies: (_service, settings) => settings.type === "LoadBalancer" && settings.allocateNodePorts,
    fix: { allocateNodePorts: false },
  },
  {
    checkId: "nodeport-source-ip-lost",
    on: "whole-service",
    says: "a policy admits by address, and externalTrafficPolicy Cluster hides who is calling",
    applies: (service, settings) =>
      service.callers !== null && settings.type !== "ClusterIP" && settings.externalTrafficPolicy === "Cluster",
    fix: { externalTrafficPolicy: "Local" },
  },
  {
    checkId: "service-external-ips",
    on: "whole-service",
    says: "takes traffic for an address that is not the cluster's",
    applies: (_service, settings) => !settings.deleted && settings.externalIPs.length > 0,
    fix: { externalIPs: [] },
  },
  {
    checkId: "service-manual-endpoints-to-node",
    on: "whole-service",
    says: "its endpoints were written by hand and point at a kubelet",
    applies: (service, settings) => !settings.deleted && service.endpointsOnNode,
    fix: { deleted: true },
  },
];
