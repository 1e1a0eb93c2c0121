import { describe } from "node:test";
import { fromVantage, hardened, withInventory, withPort, withUnreachable } from "../sample-evidence.ts";
import { withImage, withProduct } from "../sample-products.ts";
import { verdictTable } from "../sample-verdicts.ts";
import { ciliumAgentPortsExposed as check } from "./cilium-agent-ports-exposed.ts";

const cluster = withImage("quay.io/cilium/cilium:v1.16.3@sha256:ab");
const on = (port: number) =>
  ({ kind: "Node", uid: "uid-worker-1", name: "worker-1", node: "worker-1", port, protocol: "TCP" }) as const;
const hubble = (access: "open" | "client-certificate-required") =>
  withProduct(4244, "cilium-hubble", { access, answered: access === "open" ? ["ServerStatus"] : [] }, cluster);
const health = withProduct(4240, "cilium-health", { answered: ["/hello"] }, cluster);
const metrics = withProduct(
  9962,
  "cilium-agent",
  { answered: ["/metrics"], details: ["Cilium agent", "300 series names"] },
  cluster,
);
const envoy = withPort(cluster, "worker-1", 9901, { state: "open", service: "http" });

describe(check.id, () => {
  verdictTable(check, [
    {
      when: "Hubble answers a worker without a certificate",
      seen: hubble("open"),
      subject: on(4244),
      verdict: "fail",
      severity: "low",
      says: /flows/,
    },
    {
      when: "Hubble answers the internet without a certificate",
      seen: fromVantage(hubble("open"), "internet"),
      subject: on(4244),
      verdict: "fail",
      severity: "high",
    },
    {
      when: "Hubble demands a certificate of the internet",
      seen: fromVantage(hubble("client-certificate-required"), "internet"),
      subject: on(4244),
      verdict: "pass",
    },
    {
      when: "metrics answer another network",
      seen: fromVantage(metrics, "other-network"),
      subject: on(9962),
      verdict: "fail",
      severity: "medium",
    },
    {
      when: "only 4240 answers the internet",
      seen: fromVantage(health, "internet"),
      subject: on(4240),
      verdict: "fail",
      severity: "low",
    },
    { when: "4240 answers a node, as it has to", seen: health, subject: on(4240), verdict: "unknown" },
    {
      when: "Envoy's admin port is open beyond the node",
      seen: fromVantage(envoy, "other-network"),
      subject: on(9901),
      verdict: "fail",
      severity: "medium",
    },
    {
      when: "Envoy's admin port is open on the node itself",
      seen: fromVantage(envoy, "node-local"),
      subject: on(9901),
      verdict: "unknown",
    },
    {
      when: "what speaks on 4244 is not known",
      seen: withPort(cluster, "worker-1", 4244, { state: "open", service: "tls" }),
      subject: on(4244),
      verdict: "unknown",
    },
    { when: "everything is closed", seen: cluster, subject: on(4244), verdict: "pass" },
    {
      when: "the node answers nothing",
      seen: withUnreachable(cluster, "worker-1"),
      subject: on(4244),
      verdict: "unknown",
    },
    { when: "no Cilium runs", seen: hardened(), verdict: "not-applicable" },
    {
      when: "pods could not be listed",
      seen: withInventory(hardened(), { pods: null, workloads: null }),
      verdict: "unknown",
      says: /list pods/,
    },
    {
      when: "the node is gone",
      seen: withInventory(hardened(), { nodes: [] }),
      subject: { kind: "Node", uid: "uid-worker-1", name: "worker-1", node: "worker-1", port: 4244, protocol: "TCP" },
      verdict: "not-applicable",
    },
  ]);
});
