import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { contextFor, fromVantage, hardened, withPort } from "../sample-evidence.ts";
import { verdictTable } from "../sample-verdicts.ts";
import { etcdPlaintextClient as check } from "./etcd-plaintext-client.ts";
import { etcd, kubeadmFlags, openEtcd, withEtcd, withEtcdFlags } from "./sample-etcd.ts";

const filtered = withPort(hardened(), "cp-1", 2379, { state: "filtered" });
const broken = withPort(hardened(), "cp-1", 2379, { state: null, problem: "timeout" });
const plainFlags = { "--listen-client-urls": "http://127.0.0.1:2379,http://192.0.2.10:2379" };

describe(check.id, () => {
  verdictTable(check, [
    { when: "HTTP is answered", seen: withEtcd(openEtcd), verdict: "fail", severity: "high", says: /clear-text/ },
    {
      when: "HTTP is answered with a demand for a password",
      seen: withEtcd({ ...openEtcd, access: "password-required" }),
      verdict: "fail",
      severity: "high",
    },
    {
      when: "HTTP is answered on the node only",
      seen: fromVantage(withEtcd(openEtcd), "node-local"),
      verdict: "fail",
      severity: "low",
    },
    { when: "etcd answers TLS only", seen: withEtcd(etcd({ access: "open", version: "3.5.30" })), verdict: "pass" },
    { when: "the port is closed", seen: hardened(), verdict: "pass" },
    {
      when: "the port is closed although flags name a clear-text URL",
      seen: withEtcdFlags(plainFlags),
      verdict: "pass",
      says: /says otherwise/,
    },
    {
      when: "the port is filtered and flags name a clear-text URL",
      seen: withEtcdFlags(plainFlags, filtered),
      verdict: "fail",
      severity: "low",
      says: /http:\/\/192\.0\.2\.10:2379/,
    },
    {
      when: "the probe broke and flags name a clear-text URL",
      seen: withEtcdFlags(plainFlags, broken),
      verdict: "fail",
      severity: "high",
    },
    {
      when: "the port is filtered and flags name https",
      seen: withEtcdFlags(kubeadmFlags, filtered),
      verdict: "pass",
      says: /configuration decides/,
    },
    {
      when: "the port is filtered and clear text stays on loopback",
      seen: withEtcdFlags({ "--listen-client-urls": "http://127.0.0.1:2379,http://[::1]:2379" }, filtered),
      verdict: "pass",
    },
    { when: "the port is filtered and no flags are seen", seen: filtered, verdict: "unknown", says: /filtered/ },
  ]);

  it("writes the node's own address into the flags", () => {
    const text = JSON.stringify(check.remediate(contextFor({ address: "2001:db8::10" })));
    assert.match(text, /https:\/\/127\.0\.0\.1:2379,https:\/\/\[2001:db8::10\]:2379/);
  });
});
