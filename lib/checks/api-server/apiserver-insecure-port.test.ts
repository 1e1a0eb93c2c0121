import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { contextFor, evidenceOf, fromVantage, hardened, tls, withInventory, withPort } from "../sample-evidence.ts";
import { verdictTable } from "../sample-verdicts.ts";
import { apiserverInsecurePort as check } from "./apiserver-insecure-port.ts";
import { adminForAll, apiServer, withApiServer, withStaticPod } from "./sample-api-server.ts";

const plain = { ...adminForAll, transport: "http" as const };
const filtered = withPort(hardened(), "cp-1", 8080, { state: "filtered" });
const open = (changes: object) => withPort(hardened(), "cp-1", 8080, { state: "open", ...changes });
const old = (version: string) => withInventory(filtered, { cluster: { ...filtered.inventory.cluster, version } });

describe(check.id, () => {
  verdictTable(check, [
    {
      when: "8080 lists namespaces",
      seen: withApiServer(plain, { port: 8080 }),
      verdict: "fail",
      severity: "critical",
      says: /namespaces/,
    },
    {
      when: "only the control plane gets the list",
      seen: fromVantage(withApiServer(plain, { port: 8080 }), "control-plane"),
      verdict: "fail",
      severity: "high",
    },
    {
      when: "another port of a worker lists namespaces",
      seen: withApiServer(plain, { port: 8001, node: "worker-1" }),
      subject: 1,
      verdict: "fail",
      severity: "critical",
    },
    {
      when: "the port is filtered and an old API server has the flag",
      seen: withStaticPod("kube-apiserver", { "--insecure-port": "8080" }, old("v1.18.20")),
      verdict: "fail",
      severity: "high",
      says: /--insecure-port=8080/,
    },
    { when: "the port is refused", seen: hardened(), verdict: "pass", says: /closed/ },
    {
      when: "an unrelated service answers",
      seen: open({ service: "ssh" }),
      verdict: "pass",
      says: /unrelated service \(ssh\)/,
    },
    { when: "the port speaks TLS", seen: open({ service: "https", tls: tls() }), verdict: "pass", says: /TLS/ },
    {
      when: "plain HTTP asks for credentials",
      seen: withApiServer(apiServer({ transport: "http" }), { port: 8080 }),
      verdict: "pass",
    },
    {
      when: "the port is filtered and this version has no such port",
      seen: withStaticPod("kube-apiserver", {}, filtered),
      verdict: "pass",
      says: /1\.36 has no insecure port/,
    },
    {
      when: "the port is filtered and an old API server has it off",
      seen: withStaticPod("kube-apiserver", { "--insecure-port": "0" }, old("v1.18.20")),
      verdict: "pass",
    },
    { when: "the port is filtered and no flags are seen", seen: filtered, verdict: "unknown", says: /static pod/ },
    {
      when: "the port is filtered and an old API server says nothing",
      seen: withStaticPod("kube-apiserver", {}, old("v1.18.20")),
      verdict: "unknown",
    },
    { when: "nothing was recognised", seen: open({}), verdict: "unknown", says: /do not show/ },
    {
      when: "the node is gone",
      seen: withInventory(hardened(), { nodes: [] }),
      subject: { kind: "Node", uid: "uid-cp-1", name: "cp-1", node: "cp-1", port: 8080 },
      verdict: "not-applicable",
    },
  ]);

  it("has no subject where the provider hides the control plane", () => {
    const nodes = hardened().inventory.nodes.filter(({ name }) => name !== "cp-1");
    assert.deepEqual(check.subjects(evidenceOf(withInventory(hardened(), { nodes }))), []);
  });

  it("warns that the flag stops an API server of 1.24 or later", () => {
    const { steps } = check.remediate(contextFor({ port: 8080 }));
    assert.match(steps[0]?.text ?? "", /would not start/);
    assert.equal(steps[0]?.code, "ss -ltnp 'sport = :8080'");
  });
});
