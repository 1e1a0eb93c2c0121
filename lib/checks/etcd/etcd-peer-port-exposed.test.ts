import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { contextFor, fromVantage, hardened, withPort } from "../sample-evidence.ts";
import { judgeRow, verdictTable } from "../sample-verdicts.ts";
import { etcdPeerPortExposed as check } from "./etcd-peer-port-exposed.ts";
import { etcd, kubeadmFlags, withEtcd, withEtcdFlags } from "./sample-etcd.ts";

const members = withEtcd(etcd({ endpoint: "peer", transport: "http", access: "open", members: 1 }), 2380);
const mutual = withEtcd(etcd({ endpoint: "peer" }), 2380);
const filtered = withPort(hardened(), "cp-1", 2380, { state: "filtered" });
const alone = { "--initial-cluster": "cp-1=https://192.0.2.10:2380" };
const loose = { ...kubeadmFlags, "--peer-client-cert-auth": "false" };

describe(check.id, () => {
  verdictTable(check, [
    {
      when: "the member list is given away",
      seen: members,
      verdict: "fail",
      severity: "critical",
      says: /list of 1 member /,
    },
    {
      when: "the member list is given to the control plane without a certificate",
      seen: fromVantage(members, "control-plane"),
      verdict: "fail",
      severity: "critical",
    },
    {
      when: "a worker reaches a mutual-TLS port",
      seen: mutual,
      verdict: "fail",
      severity: "medium",
      says: /though it asks/,
    },
    {
      when: "the internet reaches a mutual-TLS port",
      seen: fromVantage(mutual, "internet"),
      verdict: "fail",
      severity: "medium",
    },
    {
      when: "the port is filtered and flags require no peer certificate",
      seen: withEtcdFlags(loose, filtered),
      verdict: "fail",
      severity: "low",
    },
    {
      when: "no probe was made and flags require no peer certificate",
      seen: withEtcdFlags(loose, { ...hardened(), observations: [], sweeps: [] }),
      verdict: "fail",
      severity: "high",
    },
    {
      when: "a cluster of one member requires no peer certificate",
      seen: withEtcdFlags(alone, { ...hardened(), observations: [], sweeps: [] }),
      verdict: "fail",
      severity: "low",
      says: /one member/,
    },
    { when: "the control plane meets mutual TLS", seen: fromVantage(mutual, "control-plane"), verdict: "pass" },
    { when: "the port is closed", seen: hardened(), verdict: "pass" },
    {
      when: "the port is filtered and flags are kubeadm's",
      seen: withEtcdFlags(kubeadmFlags, filtered),
      verdict: "pass",
    },
    { when: "the port is filtered and no flags are seen", seen: filtered, verdict: "unknown" },
    {
      when: "another service owns the port",
      seen: withPort(hardened(), "cp-1", 2380, { state: "open", service: "ssh" }),
      verdict: "not-applicable",
    },
  ]);

  it("is verified by the reach where a certificate is demanded already, else by what it gives away", () => {
    const command = (seen: typeof mutual) => {
      const { values = {} } = judgeRow(check, { seen });
      return check.remediate(contextFor({ address: "192.0.2.10", port: 2380, values })).verify.command;
    };
    assert.equal(command(mutual), "nc -zvw3 192.0.2.10 2380");
    assert.match(command(members), /'?http:\/\/192\.0\.2\.10:2380\/members/);
  });

  it("ends every remediation with the firewall", () => {
    for (const distribution of ["kubeadm", "rke2", "unknown"] as const)
      assert.match(check.remediate(contextFor({ distribution })).steps.at(-1)?.text ?? "", /firewall/);
  });
});
