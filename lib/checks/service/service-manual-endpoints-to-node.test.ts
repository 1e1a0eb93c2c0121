import { describe } from "node:test";
import type { ClusterService } from "../../domain/inventory.ts";
import type { ServiceEndpoint } from "../../domain/workload.ts";
import { service, withoutServices } from "../nodeport/sample-services.ts";
import { hardened, withInventory } from "../sample-evidence.ts";
import { verdictTable } from "../sample-verdicts.ts";
import { serviceManualEndpointsToNode as check } from "./service-manual-endpoints-to-node.ts";

const bridge = (changes: Partial<ClusterService> = {}) =>
  service({ type: "ClusterIP", name: "bridge", selector: {}, ports: [], ...changes });

function to(address: string, port = 443, changes: Partial<ServiceEndpoint> = {}, of = bridge()) {
  const endpoint: ServiceEndpoint = {
    namespace: of.namespace,
    service: of.name,
    address,
    node: null,
    ready: true,
    ports: [{ name: null, port, protocol: "TCP" }],
    targetKind: null,
    targetName: null,
    ...changes,
  };
  return withInventory(hardened(), { services: [of], endpoints: [endpoint] });
}

const node = "192.0.2.21";
const subject = { kind: "Service" as const, uid: "uid-debug", name: "bridge", namespace: "payments" };
const kubelet = { targetKind: "Node", targetName: "worker-1" };

describe(check.id, () => {
  verdictTable(check, [
    {
      when: "a node port leads to a node",
      seen: to(node, 22, {}, bridge({ type: "NodePort" })),
      verdict: "fail",
      severity: "critical",
      says: /its NodePort to node worker-1/,
    },
    {
      when: "an external IP leads to a node",
      seen: to(node, 22, {}, bridge({ declaredExternalIPs: ["203.0.113.7"] })),
      verdict: "fail",
      severity: "critical",
      says: /external IP/,
    },
    { when: "it forwards to a node", seen: to(node), verdict: "fail", severity: "high" },
    {
      when: "it forwards to loopback",
      seen: to("127.0.0.1", 8080),
      verdict: "fail",
      severity: "high",
      says: /loopback/,
    },
    {
      when: "it forwards to cloud metadata",
      seen: to("169.254.169.254", 80),
      verdict: "fail",
      severity: "high",
      says: /metadata/,
    },
    { when: "it forwards to the API server's address", seen: to("192.0.2.10", 80), verdict: "fail", severity: "high" },
    {
      when: "it forwards to a kubelet elsewhere",
      seen: to("203.0.113.50", 10250),
      verdict: "fail",
      severity: "high",
      says: /a kubelet \(10250\)/,
    },
    {
      when: "a monitoring stack keeps it in a namespace of its own",
      seen: to(node, 10250, kubelet, bridge({ namespace: "monitoring", name: "prom-kubelet" })),
      verdict: "fail",
      severity: "low",
    },
    {
      when: "Prometheus Operator keeps it in kube-system",
      seen: to(node, 10250, kubelet, bridge({ namespace: "kube-system", name: "prom-kubelet" })),
      verdict: "pass",
      says: /monitoring stack/,
    },
    { when: "it stands for a database outside", seen: to("203.0.113.50", 5432), verdict: "pass" },
    {
      when: "only pods are behind it",
      seen: to("10.244.1.7", 8080, { targetKind: "Pod", targetName: "api-1" }),
      subject,
      verdict: "pass",
      says: /pods only/,
    },
    { when: "the Service is gone", seen: hardened(), subject, verdict: "pass" },
    {
      when: "slices could not be listed",
      seen: withInventory(hardened(), {
        endpoints: null,
        lost: [{ need: "list endpointslices", why: "403", grant: "r" }],
      }),
      verdict: "unknown",
      says: /list endpointslices/,
    },
    { when: "Services could not be listed", seen: withoutServices, verdict: "unknown" },
  ]);
});
