import assert from "node:assert/strict";
import { describe, it } from "node:test";
import {
  contextFor,
  evidenceOf,
  fromVantage,
  hardened,
  tls,
  withInventory,
  withNode,
  withPort,
  withUnreachable,
} from "../sample-evidence.ts";
import { judgeRow, verdictTable } from "../sample-verdicts.ts";
import { etcdClientUnauthenticated as check } from "./etcd-client-unauthenticated.ts";
import { etcd, kubeadmFlags, openEtcd, withEtcd, withEtcdFlags } from "./sample-etcd.ts";

const filtered = withPort(hardened(), "cp-1", 2379, { state: "filtered" });

describe(check.id, () => {
  verdictTable(check, [
    {
      when: "a range over HTTP is answered",
      seen: withEtcd(openEtcd),
      verdict: "fail",
      severity: "critical",
      says: /412 keys/,
    },
    {
      when: "a range over TLS is answered",
      seen: withEtcd({ ...openEtcd, transport: "https" }),
      verdict: "fail",
      severity: "critical",
    },
    {
      when: "only processes on the node get the answer",
      seen: fromVantage(withEtcd(openEtcd), "node-local"),
      verdict: "fail",
      severity: "high",
    },
    {
      when: "the wire contradicts the flags",
      seen: withEtcdFlags(kubeadmFlags, withEtcd(openEtcd)),
      verdict: "fail",
      severity: "critical",
      says: /what answers on the wire counts/,
    },
    { when: "alert 116 ends the handshake", seen: withEtcd(etcd()), verdict: "pass", says: /without a certificate/ },
    {
      when: "only the TLS facts tell that a certificate is required",
      seen: withPort(hardened(), "cp-1", 2379, {
        state: "open",
        service: "etcd",
        tls: tls({ clientCertificate: "required" }),
      }),
      verdict: "pass",
    },
    {
      when: "keys ask for a password",
      seen: withEtcd(etcd({ access: "password-required" })),
      verdict: "pass",
      says: /password/,
    },
    { when: "the port is closed", seen: hardened(), verdict: "pass", says: /closed/ },
    { when: "the port is filtered", seen: filtered, verdict: "unknown", says: /filtered.*saw no static pod/s },
    {
      when: "the port is filtered and flags require certificates",
      seen: withEtcdFlags(kubeadmFlags, filtered),
      verdict: "pass",
      says: /configuration decides/,
    },
    {
      when: "the port is filtered and flags require none",
      seen: withEtcdFlags({ "--data-dir": "/var/lib/etcd" }, filtered),
      verdict: "unknown",
      says: /do not require/,
    },
    {
      when: "pods could not be listed",
      seen: withInventory(filtered, { staticPods: null, lost: [{ need: "list pods", why: "403", grant: null }] }),
      verdict: "unknown",
      says: /"list pods" is missing \(403\)/,
    },
    {
      when: "the gateway is off and nothing tells",
      seen: withEtcd(etcd({ access: "unknown" })),
      verdict: "unknown",
      says: /do not show/,
    },
    {
      when: "the probe broke",
      seen: withPort(hardened(), "cp-1", 2379, { state: null, problem: "EMFILE" }),
      verdict: "unknown",
      says: /EMFILE/,
    },
    {
      when: "no probe was made",
      seen: { ...hardened(), observations: [], sweeps: [] },
      verdict: "unknown",
      says: /not looked at/,
    },
    {
      when: "the node does not answer at all",
      seen: withUnreachable(hardened(), "cp-1"),
      verdict: "unknown",
      says: /No port of cp-1/,
    },
    {
      when: "another service owns the port",
      seen: withPort(hardened(), "cp-1", 2379, { state: "open", service: "ssh" }),
      verdict: "not-applicable",
      says: /ssh/,
    },
    {
      when: "the node is gone",
      seen: withInventory(hardened(), { nodes: [] }),
      subject: { kind: "Node", uid: "uid-cp-1", name: "cp-1", node: "cp-1", port: 2379 },
      verdict: "not-applicable",
    },
    {
      when: "another machine took the node's name",
      seen: withNode(hardened(), "cp-1", { uid: "other" }),
      subject: { kind: "Node", uid: "uid-cp-1", name: "cp-1", node: "cp-1", port: 2379 },
      verdict: "not-applicable",
    },
  ]);

  it("has a subject wherever etcd answered, beside every control-plane node", () => {
    const seen = withPort(hardened(), "worker-1", 12379, { state: "open", service: "etcd", etcd: openEtcd });
    const places = check.subjects(evidenceOf(seen)).map(({ name, port }) => `${name}:${port}`);
    assert.deepEqual(places, ["cp-1:2379", "worker-1:12379"]);
  });

  it("has no subject where the provider hides the control plane", () => {
    const nodes = hardened().inventory.nodes.filter(({ name }) => name !== "cp-1");
    assert.deepEqual(check.subjects(evidenceOf(withInventory(hardened(), { nodes }))), []);
  });

  it("asks over HTTP as well where that answered, since HTTPS fails there before the fix too", () => {
    const command = (transport: "http" | "https") => {
      const { values = {} } = judgeRow(check, { seen: withEtcd({ ...openEtcd, transport }) });
      return check.remediate(contextFor({ port: 2379, values })).verify.command;
    };
    assert.match(command("http"), / http:\/\/.*; echo rc=\$\?; curl .* https:\/\//);
    assert.doesNotMatch(command("https"), /http:/);
  });

  it("fills the verify command with the node's address, IPv6 in brackets", () => {
    const { verify } = check.remediate(contextFor({ address: "2001:db8::10", port: 2379 }));
    assert.match(verify.command, /'https:\/\/\[2001:db8::10\]:2379\/v3\/kv\/range'/);
  });
});
