import assert from "node:assert/strict";
import { describe, it } from "node:test";
import {
  contextFor,
  fromVantage,
  hardened,
  observation,
  vantageOf,
  withPort,
  withUnreachable,
} from "../sample-evidence.ts";
import { verdictTable } from "../sample-verdicts.ts";
import { etcdClientPortReachable as check } from "./etcd-client-port-reachable.ts";
import { etcd, openEtcd, withEtcd, withImported } from "./sample-etcd.ts";

const filtered = withPort(hardened(), "cp-1", 2379, { state: "filtered" });
const mutual = withEtcd(etcd());
const open = withEtcd(openEtcd);
const fromControlPlane = fromVantage(open, "control-plane");
const fromBoth = {
  ...fromControlPlane,
  observations: [
    ...fromControlPlane.observations,
    observation("cp-1", 2379, { state: "open", vantage: vantageOf("internet"), etcd: openEtcd }),
  ],
};

describe(check.id, () => {
  verdictTable(check, [
    { when: "a worker connects", seen: open, verdict: "fail", severity: "medium", says: /node network/ },
    { when: "a worker connects and TLS is mutual", seen: mutual, verdict: "fail", severity: "low", says: /one step/ },
    { when: "a pod connects", seen: fromVantage(open, "pod"), verdict: "fail", severity: "medium" },
    { when: "another network connects", seen: fromVantage(open, "other-network"), verdict: "fail", severity: "high" },
    { when: "the internet connects", seen: fromVantage(open, "internet"), verdict: "fail", severity: "critical" },
    {
      when: "the internet connects and TLS is mutual",
      seen: fromVantage(mutual, "internet"),
      verdict: "fail",
      severity: "high",
    },
    {
      when: "another tool reached it from the internet, and it demands certificates of whom was asked",
      seen: withImported(fromVantage(mutual, "control-plane")),
      verdict: "fail",
      severity: "high",
      says: /one step/,
    },
    {
      when: "another tool reached it from the internet, and nobody asked it anything",
      seen: withImported(hardened()),
      verdict: "fail",
      severity: "critical",
    },
    {
      when: "another tool reached another service on its number",
      seen: withImported(withPort(hardened(), "cp-1", 2379, { state: "open", service: "http" })),
      verdict: "not-applicable",
    },
    { when: "the widest of two vantages is the internet", seen: fromBoth, verdict: "fail", severity: "critical" },
    {
      when: "it is open and what speaks was not recognised",
      seen: withPort(hardened(), "cp-1", 2379, { state: "open" }),
      verdict: "fail",
      severity: "medium",
    },
    { when: "a worker is refused", seen: hardened(), verdict: "pass", says: /closed/ },
    { when: "a worker is filtered out", seen: filtered, verdict: "pass", says: /filtered/ },
    { when: "only the control plane connects", seen: fromControlPlane, verdict: "unknown", says: /worker node/ },
    {
      when: "the control plane is refused as well",
      seen: fromVantage(hardened(), "control-plane"),
      verdict: "unknown",
    },
    { when: "the node does not answer at all", seen: withUnreachable(hardened(), "cp-1"), verdict: "unknown" },
    {
      when: "the probe broke",
      seen: withPort(hardened(), "cp-1", 2379, { state: null, problem: "EMFILE" }),
      verdict: "unknown",
      says: /EMFILE/,
    },
    {
      when: "another service owns the port",
      seen: withPort(hardened(), "cp-1", 2379, { state: "open", service: "http" }),
      verdict: "not-applicable",
    },
  ]);

  const withAddresses = (distribution: "kubeadm" | "k3s" | "talos") =>
    JSON.stringify(
      check.remediate(
        contextFor({ distribution, controlPlaneAddresses: ["192.0.2.10", "2001:db8::10", "x; reboot"], port: 2379 }),
      ),
    );

  it("allows exactly the control plane's addresses, each family in its own rule", () => {
    const rules = withAddresses("kubeadm");
    assert.match(rules, /ip saddr \{ 192\.0\.2\.10 \} tcp dport 2379-2380 accept/);
    assert.match(rules, /ip6 saddr \{ 2001:db8::10 \}/);
    assert.match(withAddresses("k3s"), /family=ipv6 source address=2001:db8::10/);
    assert.match(withAddresses("talos"), /subnet: 2001:db8::10\/128/);
  });

  it("lets nothing into a rule that is no address", () => {
    for (const distribution of ["kubeadm", "k3s", "talos"] as const)
      assert.doesNotMatch(withAddresses(distribution), /reboot/);
  });
});
