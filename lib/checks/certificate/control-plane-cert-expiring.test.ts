import assert from "node:assert/strict";
import { describe, it } from "node:test";
import type { NodeReport } from "../../domain/node-report.ts";
import type { CertificateFacts } from "../../domain/observation.ts";
import type { Subject } from "../../domain/subject.ts";
import { madeAtStart } from "../controller-manager/sample-secure.ts";
import {
  at,
  certificate,
  contextFor,
  evidenceOf,
  fromVantage,
  hardened,
  type Seen,
  tls,
  withInventory,
  withPort,
} from "../sample-evidence.ts";
import { verdictTable } from "../sample-verdicts.ts";
import { controlPlaneCertExpiring as check } from "./control-plane-cert-expiring.ts";

const ending = (notAfter: string, changes: Partial<CertificateFacts> = {}) =>
  certificate("cp-1", "192.0.2.10", { subject: "CN=kube-apiserver", notAfter, ...changes });
const served = (facts: CertificateFacts, port = 6443, node: string | null = "cp-1", seen = hardened()) =>
  withPort(seen, node, port, { state: "open", service: "kube-apiserver", tls: tls({ certificate: facts }) });
const file = (path: string, notAfter: string, isAuthority = false) => ({
  path: `/etc/kubernetes/pki/${path}`,
  subject: path === "apiserver.crt" ? "CN = kube-apiserver" : `CN = ${path}`,
  notAfter,
  isAuthority,
});
const reported = (certificates: NodeReport["certificates"], seen: Seen = hardened()) =>
  withInventory(seen, {
    nodeReports: [
      {
        node: "cp-1",
        at,
        tool: "node-report 1",
        listeners: null,
        sysctls: null,
        settings: [],
        certificates,
        connections: null,
        firewalls: null,
      },
    ],
  });
const onDisk: Subject = { kind: "Node", uid: "uid-cp-1", name: "cp-1", node: "cp-1", address: "192.0.2.10" };
const etcdPort: Subject = { ...onDisk, port: 2379, protocol: "TCP" };
const in20Days = "2026-12-11T08:00:00.000Z";

describe(check.id, () => {
  verdictTable(check, [
    {
      when: "the API server's has ended",
      seen: served(ending("2026-11-20T00:00:00.000Z")),
      verdict: "fail",
      severity: "high",
      says: /ended on 2026-11-20/,
    },
    {
      when: "it ended a minute ago",
      seen: served(ending("2026-11-21T07:59:00.000Z")),
      verdict: "fail",
      severity: "high",
      says: /ended/,
    },
    { when: "6 days are left", seen: served(ending("2026-11-27T20:00:00.000Z")), verdict: "fail", severity: "high" },
    {
      when: "20 days are left",
      seen: served(ending(in20Days)),
      verdict: "fail",
      severity: "medium",
      says: /ends in 20 days/,
    },
    { when: "45 days are left", seen: served(ending("2027-01-05T08:00:00.000Z")), verdict: "fail", severity: "info" },
    {
      when: "etcd's ends although it demands a client certificate",
      seen: withPort(hardened(), "cp-1", 2379, {
        state: "open",
        service: "etcd",
        tls: tls({ clientCertificate: "required", certificate: ending(in20Days) }),
      }),
      verdict: "fail",
      severity: "medium",
      says: /2379/,
    },
    {
      when: "the file was renewed and the API server not restarted",
      seen: reported([file("apiserver.crt", "2027-11-01T00:00:00.000Z")], served(ending(in20Days))),
      verdict: "fail",
      severity: "medium",
      says: /apiserver\.crt on the node was renewed \(to 2027-11-01\)/,
    },
    {
      when: "the controller manager's own of each start has ended",
      seen: withPort(hardened(), "cp-1", 10257, {
        state: "open",
        tls: tls({ certificate: madeAtStart({ notAfter: "2026-11-20T00:00:00.000Z" }) }),
      }),
      verdict: "fail",
      severity: "info",
      says: /made in memory/,
    },
    {
      when: "a hidden control plane's endpoint ends",
      seen: served(ending(in20Days), 443, null),
      subject: {
        kind: "Cluster",
        uid: "uid-kube-system",
        name: "sample",
        address: "192.0.2.1",
        port: 443,
        protocol: "TCP",
      },
      verdict: "fail",
      severity: "medium",
    },
    {
      when: "a client certificate on disk ends",
      seen: reported([
        file("apiserver.crt", "2027-06-01T00:00:00.000Z"),
        file("apiserver-kubelet-client.crt", in20Days),
      ]),
      subject: onDisk,
      verdict: "fail",
      severity: "medium",
      says: /apiserver-kubelet-client\.crt ends in 20 days/,
    },
    {
      when: "an authority ends within half a year",
      seen: reported([file("ca.crt", "2027-03-01T00:00:00.000Z", true)]),
      subject: onDisk,
      verdict: "fail",
      severity: "medium",
    },
    { when: "it ends in half a year", seen: served(ending("2027-06-21T00:00:00.000Z")), verdict: "pass" },
    {
      when: "all files live long enough",
      seen: reported([
        file("apiserver.crt", "2027-06-01T00:00:00.000Z"),
        file("ca.crt", "2034-01-01T00:00:00.000Z", true),
      ]),
      subject: onDisk,
      verdict: "pass",
      says: /Of 2 certificates/,
    },
    {
      when: "no certificate could be read",
      seen: withPort(hardened(), "cp-1", 6443, { state: "filtered" }),
      verdict: "unknown",
      says: /filtered.*node report/,
    },
    {
      when: "the probe broke",
      seen: withPort(hardened(), "cp-1", 6443, { state: null, problem: "EMFILE" }),
      verdict: "unknown",
      says: /EMFILE/,
    },
    { when: "the port that had one is closed now", seen: hardened(), subject: etcdPort, verdict: "unknown" },
    { when: "the report is gone", seen: hardened(), subject: onDisk, verdict: "unknown", says: /upload/ },
    {
      when: "the report's dates cannot be read",
      seen: reported([file("a.crt", "soon")]),
      subject: onDisk,
      verdict: "unknown",
    },
    {
      when: "the node is gone",
      seen: withInventory(hardened(), { nodes: [] }),
      subject: etcdPort,
      verdict: "not-applicable",
    },
  ]);

  it("is about each port that showed one, each report, and 6443 of a control-plane node where there is none", () => {
    const subjectsOf = (seen: Seen) =>
      check.subjects(evidenceOf(seen)).map(({ name, port }) => `${name} ${port ?? "disk"}`);
    assert.deepEqual(subjectsOf(hardened()), ["cp-1 6443"]);
    const two = served(ending(in20Days), 2380, "cp-1", served(ending(in20Days)));
    assert.deepEqual(subjectsOf(reported([], two)).toSorted(), ["cp-1 2380", "cp-1 6443", "cp-1 disk"]);
    assert.deepEqual(subjectsOf(served(ending(in20Days), 443, null)), ["cp-1 6443", "sample 443"]);
  });

  it("leaves kubelets and what merely sits on a number of a port to others", () => {
    const seen = withPort(hardened(), "worker-1", 50_000, {
      state: "open",
      tls: tls({ certificate: ending(in20Days) }),
    });
    assert.deepEqual(
      check.subjects(evidenceOf(fromVantage(seen, "pod"))).map(({ name }) => name),
      ["cp-1"],
    );
  });

  it("verifies what is served over the wire, and a file where it is not", () => {
    const remediation = check.remediate(contextFor({ subject: etcdPort, address: "192.0.2.10", port: 2379 }));
    assert.match(remediation.verify.command, /openssl s_client -connect 192\.0\.2\.10:2379 .*-checkend 2592000/);
    const values = { path: "/etc/kubernetes/pki/front-proxy-client.crt" };
    const disk = check.remediate(contextFor({ subject: onDisk, values }));
    assert.match(disk.verify.command, /-in \/etc\/kubernetes\/pki\/front-proxy-client\.crt$/);
  });
});
