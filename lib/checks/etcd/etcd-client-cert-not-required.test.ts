import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { contextFor, hardened, withNode, withPort } from "../sample-evidence.ts";
import { verdictTable } from "../sample-verdicts.ts";
import { etcdClientCertNotRequired as check } from "./etcd-client-cert-not-required.ts";
import { etcd, kubeadmFlags, openEtcd, withEtcd, withEtcdFlags, withImported } from "./sample-etcd.ts";

const tlsOpen = { ...openEtcd, transport: "https" as const };
const filtered = withPort(hardened(), "cp-1", 2379, { state: "filtered" });

describe(check.id, () => {
  verdictTable(check, [
    { when: "TLS answers without a certificate", seen: withEtcd(tlsOpen), verdict: "fail", severity: "high" },
    {
      when: "only /version answers because the gateway is off",
      seen: withEtcd(etcd({ access: "unknown", version: "3.5.30" })),
      verdict: "fail",
      severity: "high",
    },
    {
      when: "keys ask for a password",
      seen: withEtcd(etcd({ access: "password-required" })),
      verdict: "fail",
      severity: "medium",
      says: /password/,
    },
    {
      when: "flags say a certificate is required and the wire answers without",
      seen: withEtcdFlags(kubeadmFlags, withEtcd(tlsOpen)),
      verdict: "fail",
      severity: "high",
      says: /says otherwise/,
    },
    { when: "alert 116 ends the handshake", seen: withEtcd(etcd()), verdict: "pass" },
    {
      when: "the port is closed and flags require certificates",
      seen: withEtcdFlags(kubeadmFlags),
      verdict: "pass",
      says: /configuration decides/,
    },
    {
      when: "the port is closed and flags require none",
      seen: withEtcdFlags({ "--trusted-ca-file": "/ca.crt" }),
      verdict: "fail",
      severity: "medium",
    },
    {
      when: "the port is filtered and flags require certificates",
      seen: withEtcdFlags(kubeadmFlags, filtered),
      verdict: "pass",
    },
    {
      when: "the port is closed and no flags are seen",
      seen: hardened(),
      verdict: "unknown",
      says: /nothing could be/,
    },
    { when: "the port is filtered and no flags are seen", seen: filtered, verdict: "unknown" },
    { when: "the port speaks plain HTTP", seen: withEtcd(openEtcd), verdict: "not-applicable", says: /no TLS/ },
    {
      when: "the port speaks plain HTTP and another tool found it open from elsewhere",
      seen: withImported(withEtcdFlags({ "--data-dir": "/var/lib/etcd" }, withEtcd(openEtcd))),
      verdict: "not-applicable",
      says: /no TLS/,
    },
    {
      when: "a k3s server has another datastore",
      seen: withNode(hardened(), "cp-1", { distribution: "k3s" }),
      verdict: "not-applicable",
      says: /runs no etcd/,
    },
    {
      when: "a k3s server has the etcd role but nothing tells",
      seen: withNode(hardened(), "cp-1", { distribution: "k3s", roles: ["control-plane", "etcd"] }),
      verdict: "unknown",
    },
  ]);

  it("sets flags on kubeadm and takes overrides away on k3s", () => {
    const of = (distribution: "kubeadm" | "k3s") => JSON.stringify(check.remediate(contextFor({ distribution })).steps);
    assert.match(of("kubeadm"), /- --client-cert-auth=true/);
    assert.match(of("k3s"), /grep -nE 'client-cert-auth\|trusted-ca-file'/);
  });
});
