import { describe } from "node:test";
import { fromVantage, hardened, withInventory, withPort, withUnreachable } from "../sample-evidence.ts";
import { withProduct } from "../sample-products.ts";
import { verdictTable } from "../sample-verdicts.ts";
import { metricsExporterExposed as check } from "./metrics-exporter-exposed.ts";

const on = (port: number) =>
  ({ kind: "Node", uid: "uid-worker-1", name: "worker-1", node: "worker-1", port, protocol: "TCP" }) as const;
const exporter = (name: string, port: number) =>
  withProduct(port, "prometheus-exporter", {
    version: "1.8.2",
    answered: ["/metrics"],
    details: [name, "80 series names"],
  });
const node = exporter("node-exporter", 9100);
const objects = exporter("kube-state-metrics", 8081);

describe(check.id, () => {
  verdictTable(check, [
    {
      when: "node-exporter answers a worker",
      seen: node,
      subject: on(9100),
      verdict: "fail",
      severity: "low",
      says: /node-exporter 1\.8\.2 answers .*:9100\/metrics with 80 series names/,
    },
    {
      when: "node-exporter answers the internet",
      seen: fromVantage(node, "internet"),
      subject: on(9100),
      verdict: "fail",
      severity: "medium",
    },
    {
      when: "node-exporter answers another network",
      seen: fromVantage(node, "other-network"),
      subject: on(9100),
      verdict: "fail",
      severity: "low",
    },
    {
      when: "kube-state-metrics answers another network",
      seen: fromVantage(objects, "other-network"),
      subject: on(8081),
      verdict: "fail",
      severity: "medium",
    },
    {
      when: "kube-state-metrics answers a pod",
      seen: fromVantage(objects, "pod"),
      subject: on(8081),
      verdict: "fail",
      severity: "low",
    },
    {
      when: "node-exporter answers on the node itself",
      seen: fromVantage(node, "node-local"),
      subject: on(9100),
      verdict: "pass",
    },
    { when: "nothing answers", seen: hardened(), subject: on(9100), verdict: "pass" },
    {
      when: "the port is filtered",
      seen: withPort(hardened(), "worker-1", 9100, { state: "filtered" }),
      subject: on(9100),
      verdict: "pass",
    },
    {
      when: "another application has the number",
      seen: withPort(hardened(), "worker-1", 9100, { state: "open", service: "redis" }),
      subject: on(9100),
      verdict: "not-applicable",
    },
    {
      when: "the page behind it is nobody's",
      seen: withPort(hardened(), "worker-1", 9100, { state: "open", service: "http" }),
      subject: on(9100),
      verdict: "unknown",
    },
    {
      when: "the probe broke",
      seen: withPort(hardened(), "worker-1", 9100, { state: null, problem: "EMFILE" }),
      subject: on(9100),
      verdict: "unknown",
    },
    {
      when: "the node answers nothing",
      seen: withUnreachable(hardened(), "worker-1"),
      subject: on(9100),
      verdict: "unknown",
    },
    {
      when: "the node is gone",
      seen: withInventory(hardened(), { nodes: [] }),
      subject: { kind: "Node", uid: "uid-worker-1", name: "worker-1", node: "worker-1", port: 9100, protocol: "TCP" },
      verdict: "not-applicable",
    },
  ]);
});
