import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { contextFor, evidenceOf, fromVantage, hardened, withPort } from "../sample-evidence.ts";
import { verdictTable } from "../sample-verdicts.ts";
import { etcdMetricsExposed as check } from "./etcd-metrics-exposed.ts";
import { etcd, kubeadmFlags, openEtcd, withEtcd, withEtcdFlags } from "./sample-etcd.ts";

const facts = etcd({ endpoint: "metrics", transport: "http", access: "unknown", metrics: true, health: true });
const listener = withEtcd(facts, 2381);
const filtered = withPort(hardened(), "cp-1", 2381, { state: "filtered" });
const everywhere = { ...kubeadmFlags, "--listen-metrics-urls": "http://0.0.0.0:2381" };

describe(check.id, () => {
  verdictTable(check, [
    { when: "/metrics answers a worker", seen: listener, verdict: "fail", severity: "low" },
    {
      when: "/metrics answers the internet",
      seen: fromVantage(listener, "internet"),
      verdict: "fail",
      severity: "medium",
    },
    { when: "pprof answers", seen: withEtcd({ ...facts, pprof: true }, 2381), verdict: "fail", severity: "high" },
    { when: "the client port serves /metrics", seen: withEtcd(openEtcd), subject: 1, verdict: "fail", severity: "low" },
    {
      when: "the port is filtered and flags bind it to every address",
      seen: withEtcdFlags(everywhere, filtered),
      verdict: "fail",
      severity: "info",
    },
    { when: "the port is closed", seen: hardened(), verdict: "pass" },
    {
      when: "the listener asks for a certificate",
      seen: withEtcd(etcd({ endpoint: "metrics" }), 2381),
      verdict: "pass",
    },
    { when: "the port serves no metrics", seen: withEtcd({ ...facts, metrics: false }, 2381), verdict: "pass" },
    {
      when: "the port is filtered and flags say loopback",
      seen: withEtcdFlags(kubeadmFlags, filtered),
      verdict: "pass",
    },
    {
      when: "it is open on the node itself and flags say loopback",
      seen: withEtcdFlags(kubeadmFlags, fromVantage(listener, "node-local")),
      verdict: "pass",
    },
    { when: "the port is filtered and no flags are seen", seen: filtered, verdict: "unknown" },
    {
      when: "another service owns the port",
      seen: withPort(hardened(), "cp-1", 2381, { state: "open", service: "ssh" }),
      verdict: "not-applicable",
    },
  ]);

  it("looks where the flags put the listener", () => {
    const flags = { "--listen-metrics-urls": "http://127.0.0.1:2382" };
    assert.equal(check.subjects(evidenceOf(withEtcdFlags(flags)))[0]?.port, 2382);
  });

  it("has texts of their own for k3s and Talos", () => {
    const k3s = check.remediate(contextFor({ distribution: "k3s" }));
    assert.match(k3s.steps[0]?.code ?? "", /^etcd-arg:\n {2}- "listen-metrics-urls=http:\/\/127\.0\.0\.1:2381"$/);
    const talos = check.remediate(contextFor({ distribution: "talos" }));
    assert.equal(
      talos.steps[0]?.code,
      'cluster:\n  etcd:\n    extraArgs:\n      listen-metrics-urls: "http://127.0.0.1:2381"',
    );
  });
});
