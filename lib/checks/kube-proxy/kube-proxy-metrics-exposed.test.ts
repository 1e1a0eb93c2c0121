import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { withStaticPod } from "../api-server/sample-api-server.ts";
import { withComponent } from "../controller-manager/sample-component.ts";
import { contextFor, fromVantage, hardened, withInventory, withPort } from "../sample-evidence.ts";
import { verdictTable } from "../sample-verdicts.ts";
import { kubeProxyMetricsExposed as check } from "./kube-proxy-metrics-exposed.ts";

const paths = ["/proxyMode", "/metrics", "/configz", "/healthz"];
const answering = withComponent("kube-proxy", 10249, paths, { mode: "iptables" });
const filtered = withPort(hardened(), "cp-1", 10249, { state: "filtered" });
const bound = (metricsBindAddress: string | null, seen = filtered) =>
  withInventory(seen, { kubeProxy: { metricsBindAddress, nodePortAddresses: [], mode: "iptables" } });
const withoutConfig = withInventory(filtered, { kubeProxy: null });

describe(check.id, () => {
  verdictTable(check, [
    {
      when: "/metrics answers a worker",
      seen: answering,
      verdict: "fail",
      severity: "low",
      says: /mode iptables.*says otherwise/,
    },
    {
      when: "/metrics answers the internet",
      seen: fromVantage(answering, "internet"),
      verdict: "fail",
      severity: "medium",
    },
    {
      when: "pprof answers",
      seen: withComponent("kube-proxy", 10249, [...paths, "/debug/pprof/"]),
      verdict: "fail",
      severity: "high",
    },
    {
      when: "the port is filtered and bound to every address",
      seen: bound("0.0.0.0:10249"),
      verdict: "fail",
      severity: "info",
    },
    {
      when: "the port is filtered and bound to every IPv6 address",
      seen: bound("[::]:10249"),
      verdict: "fail",
      severity: "info",
    },
    { when: "the port is closed", seen: hardened(), verdict: "pass", says: /agrees/ },
    {
      when: "the port is closed although the ConfigMap binds it",
      seen: bound("0.0.0.0:10249", hardened()),
      verdict: "pass",
      says: /says otherwise/,
    },
    {
      when: "the port is filtered and bound to loopback",
      seen: bound("[::1]:10249"),
      verdict: "pass",
      says: /configuration decides/,
    },
    { when: "the port is filtered and the ConfigMap leaves the default", seen: bound(null), verdict: "pass" },
    {
      when: "the port is filtered and a static pod's flag binds it to loopback",
      seen: withStaticPod("kube-proxy", { "--metrics-bind-address": "127.0.0.1:10249" }, withoutConfig),
      verdict: "pass",
    },
    {
      when: "it is open on the node itself and bound to loopback",
      seen: fromVantage(answering, "node-local"),
      verdict: "pass",
    },
    {
      when: "another service answers",
      seen: withPort(hardened(), "cp-1", 10249, { state: "open", service: "ssh" }),
      verdict: "pass",
      says: /unrelated/,
    },
    {
      when: "the port is filtered and there is no ConfigMap",
      seen: withoutConfig,
      verdict: "unknown",
      says: /No ConfigMap/,
    },
    {
      when: "the ConfigMap could not be read",
      seen: withInventory(withoutConfig, { lost: [{ need: "get configmaps", why: "403", grant: null }] }),
      verdict: "unknown",
      says: /"get configmaps" is missing/,
    },
    {
      when: "the node is gone",
      seen: withInventory(hardened(), { nodes: [] }),
      subject: { kind: "Node", uid: "uid-cp-1", name: "cp-1", node: "cp-1", port: 10249 },
      verdict: "not-applicable",
    },
  ]);

  it("edits the ConfigMap that EKS uses, and the arguments of k3s", () => {
    assert.match(check.remediate(contextFor({ distribution: "eks" })).steps[0]?.file ?? "", /kube-proxy-config/);
    assert.match(check.remediate(contextFor({ distribution: "k3s" })).steps[0]?.code ?? "", /metrics-bind-address=127/);
  });
});
