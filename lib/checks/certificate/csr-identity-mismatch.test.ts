import assert from "node:assert/strict";
import { describe, it } from "node:test";
import type { Subject } from "../../domain/subject.ts";
import { contextFor, evidenceOf, hardened, withNode } from "../sample-evidence.ts";
import { judgeRow, type Row, verdictTable } from "../sample-verdicts.ts";
import { csrIdentityMismatch as check } from "./csr-identity-mismatch.ts";
import { clientCsr, csr, ofWorker, withCsrs, withoutCsrs } from "./sample-csr.ts";

const subject: Subject = { kind: "CertificateSigningRequest", uid: "uid-csr", name: "csr-j52ps", node: "worker-1" };
const serving = (asked: Partial<typeof ofWorker>, changes: Parameters<typeof csr>[0] = {}) =>
  withCsrs([csr({ request: { ...ofWorker, ...asked }, ...changes })]);
const high = (when: string, seen: Row["seen"], says: RegExp): Row => ({
  when,
  seen,
  verdict: "fail",
  severity: "high",
  says,
});
const kubeletClient = (username: string, asked: Partial<typeof ofWorker> = {}) =>
  csr({
    signerName: "kubernetes.io/kube-apiserver-client-kubelet",
    username,
    node: null,
    request: { ...ofWorker, dnsNames: [], ipAddresses: [], ...asked },
    usages: ["client auth"],
  });

describe(check.id, () => {
  verdictTable(check, [
    high("a node asks for an address of another", serving({ ipAddresses: ["192.0.2.10"] }), /asks for 192\.0\.2\.10/),
    high(
      "a node asks for the API server's name",
      serving({ dnsNames: ["worker-1", "kubernetes"] }),
      /kubernetes, which/,
    ),
    high(
      "a node asks for a certificate of another",
      serving({ commonName: "system:node:worker-2", dnsNames: ["worker-2"], ipAddresses: ["192.0.2.22"] }),
      /system:node:worker-1 asks for a certificate of system:node:worker-2/,
    ),
    high("a person asks for a serving certificate", serving({}, { username: "bob", node: null }), /bob asks/),
    high("another organisation is named", serving({ organizations: ["system:nodes", "ops"] }), /organisations/),
    high("it is to serve and to log in", serving({}, { usages: ["server auth", "client auth"] }), /usage client auth/),
    high("it is to live for ten years", serving({}, { expirationSeconds: 315_360_000 }), /3650 days/),
    high(
      "a node asks to log in as another",
      withCsrs([kubeletClient("system:node:worker-2")]),
      /asks for a certificate/,
    ),
    high("system:masters is asked for", withCsrs([clientCsr({ organizations: ["system:masters"] })]), /cluster-admin/),
    high(
      "kubeadm's administrators are asked for",
      withCsrs([clientCsr({ organizations: ["kubeadm:cluster-admins"] })]),
      /cluster-admin/,
    ),
    high(
      "a person asks to be the controller manager",
      withCsrs([clientCsr({ commonName: "system:kube-controller-manager" })]),
      /kubernetes-admin asks for a certificate of system:kube-controller-manager/,
    ),
    high(
      "the signer of old is asked",
      withCsrs([clientCsr({}, { signerName: "kubernetes.io/legacy-unknown", request: null })]),
      /legacy-unknown/,
    ),
    {
      when: "it was approved",
      seen: serving({ ipAddresses: ["192.0.2.10"] }, { state: "Approved", issued: true }),
      verdict: "fail",
      severity: "critical",
      says: /was approved and issued/,
    },
    { when: "no request is there", seen: hardened(), verdict: "pass", says: /for an hour/ },
    { when: "a node asks for itself", seen: withCsrs([csr()]), verdict: "pass" },
    {
      when: "a dual-stack node spells its address otherwise",
      seen: withNode(serving({ ipAddresses: ["2001:db8::21"], dnsNames: ["WORKER-1"] }), "worker-1", {
        addresses: [{ type: "InternalIP", address: "2001:0db8:0:0::21" }],
      }),
      verdict: "pass",
    },
    { when: "a person is given access by the documented way", seen: withCsrs([clientCsr({})]), verdict: "pass" },
    {
      when: "a node joins with its bootstrap token",
      seen: withCsrs([kubeletClient("system:bootstrap:abcdef")]),
      verdict: "pass",
    },
    { when: "another signer is asked", seen: withCsrs([csr({ signerName: "example.com/ca" })]), verdict: "pass" },
    {
      when: "the wrong one was denied",
      seen: serving({ ipAddresses: ["192.0.2.10"] }, { state: "Denied" }),
      subject,
      verdict: "pass",
      says: /denied/,
    },
    { when: "it has become right", seen: withCsrs([csr()]), subject, verdict: "pass" },
    { when: "the request is gone", seen: hardened(), subject, verdict: "unknown", says: /stays valid/ },
    { when: "the request could not be read", seen: withCsrs([csr({ request: null })]), verdict: "unknown" },
    {
      when: "the node is not known",
      seen: serving({ commonName: "system:node:new" }, { username: "system:node:new", node: "new" }),
      verdict: "unknown",
      says: /New is no node|new is no node/,
    },
    { when: "requests could not be listed", seen: withoutCsrs, verdict: "unknown", says: /is missing/ },
  ]);

  it("is about each doubtful request, and about the cluster where none is", () => {
    const seen = withCsrs([csr(), csr({ uid: "uid-2", name: "csr-2", request: null })]);
    assert.deepEqual(
      check.subjects(evidenceOf(seen)).map(({ kind, name }) => `${kind} ${name}`),
      ["CertificateSigningRequest csr-2"],
    );
    assert.equal(check.subjects(evidenceOf(hardened()))[0]?.kind, "Cluster");
  });

  it("denies by name, with the tool of the distribution", () => {
    const { values = {} } = judgeRow(check, { seen: serving({ ipAddresses: ["192.0.2.10"] }) });
    assert.equal(check.remediate(contextFor({ subject, values })).steps[1]?.code, "kubectl certificate deny csr-j52ps");
    const openshift = check.remediate(contextFor({ subject, values, distribution: "openshift" }));
    assert.equal(openshift.steps[1]?.code, "oc adm certificate deny csr-j52ps");
  });
});
