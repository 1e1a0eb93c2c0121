import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { withStaticPod } from "../api-server/sample-api-server.ts";
import { withComponent } from "../controller-manager/sample-component.ts";
import { contextFor, fromVantage, hardened, tls, withInventory, withPort } from "../sample-evidence.ts";
import { verdictTable } from "../sample-verdicts.ts";
import { schedulerInsecurePort as check } from "./scheduler-insecure-port.ts";

const answering = withComponent("kube-scheduler", 10251, ["/healthz", "/metrics", "/configz"]);
const filtered = withPort(hardened(), "cp-1", 10251, { state: "filtered" });
const open = (changes: object) => withPort(hardened(), "cp-1", 10251, { state: "open", ...changes });
const old = withInventory(filtered, { cluster: { ...filtered.inventory.cluster, version: "v1.21.14" } });
const withFlags = (flags: Record<string, string>, seen = filtered) => withStaticPod("kube-scheduler", flags, seen);

describe(check.id, () => {
  verdictTable(check, [
    { when: "its metrics answer a worker", seen: answering, verdict: "fail", severity: "medium", says: /\/metrics/ },
    {
      when: "its metrics answer the internet",
      seen: fromVantage(answering, "internet"),
      verdict: "fail",
      severity: "high",
    },
    {
      when: "its metrics answer the node itself",
      seen: fromVantage(answering, "node-local"),
      verdict: "fail",
      severity: "low",
    },
    {
      when: "pprof answers, wherever from",
      seen: fromVantage(withComponent("kube-scheduler", 10251, ["/metrics", "/debug/pprof/"]), "node-local"),
      verdict: "fail",
      severity: "high",
    },
    {
      when: "the port is filtered and an old one has the flag",
      seen: withFlags({ "--port": "10251" }, old),
      verdict: "fail",
      severity: "low",
    },
    { when: "the port is refused", seen: hardened(), verdict: "pass", says: /closed/ },
    { when: "an unrelated service answers", seen: open({ service: "ssh" }), verdict: "pass", says: /unrelated/ },
    { when: "the port speaks TLS", seen: open({ service: "https", tls: tls() }), verdict: "pass" },
    { when: "metrics are refused", seen: withComponent("kube-scheduler", 10251, ["/healthz"]), verdict: "pass" },
    {
      when: "the port is filtered and this version has none",
      seen: withFlags({}),
      verdict: "pass",
      says: /1\.36 has no/,
    },
    {
      when: "the port is filtered and an old one has it off",
      seen: withFlags({ "--port": "0" }, old),
      verdict: "pass",
    },
    { when: "the port is filtered and no flags are seen", seen: filtered, verdict: "unknown" },
    { when: "the port is filtered and an old one says nothing", seen: withFlags({}, old), verdict: "unknown" },
    { when: "nothing was recognised", seen: open({}), verdict: "unknown" },
    {
      when: "the node is gone",
      seen: withInventory(hardened(), { nodes: [] }),
      subject: { kind: "Node", uid: "uid-cp-1", name: "cp-1", node: "cp-1", port: 10251 },
      verdict: "not-applicable",
    },
  ]);

  it("warns of the liveness probe, and of a flag that newer versions do not know", () => {
    assert.match(check.failureModes.join(" "), /10259/);
    assert.match(check.remediate(contextFor({ port: 10251 })).steps[0]?.text ?? "", /would not start/);
  });
});
