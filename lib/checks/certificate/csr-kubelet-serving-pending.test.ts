import assert from "node:assert/strict";
import { describe, it } from "node:test";
import type { CertificateSigningRequest } from "../../domain/inventory.ts";
import type { Subject } from "../../domain/subject.ts";
import {
  certificate,
  contextFor,
  evidenceOf,
  hardened,
  servingPending,
  tls,
  withInventory,
  withPort,
} from "../sample-evidence.ts";
import { judgeRow, verdictTable } from "../sample-verdicts.ts";
import { csrKubeletServingPending as check } from "./csr-kubelet-serving-pending.ts";

const pending: CertificateSigningRequest = {
  uid: "uid-csr",
  name: "csr-j52ps",
  signerName: "kubernetes.io/kubelet-serving",
  username: "system:node:worker-1",
  node: "worker-1",
  state: "Pending",
  createdAt: "2026-11-21T05:00:00.000Z",
  decidedAt: null,
  request: null,
  usages: [],
  expirationSeconds: null,
  issued: false,
};
const subject: Subject = { kind: "CertificateSigningRequest", uid: "uid-csr", name: "csr-j52ps", node: "worker-1" };
const waiting = (changes: Partial<CertificateSigningRequest> = {}, seen = hardened()) =>
  withInventory(seen, { certificateSigningRequests: [{ ...pending, ...changes }] });
const served = (notAfter: string) =>
  withPort(hardened(), "worker-1", 10250, {
    state: "open",
    tls: tls({ certificate: certificate("worker-1", "192.0.2.21", { notAfter }) }),
  });
const bare = withPort(hardened(), "worker-1", 10250, { state: "open", tls: servingPending });

describe(check.id, () => {
  verdictTable(check, [
    {
      when: "a request waits for hours",
      seen: waiting(),
      verdict: "fail",
      severity: "medium",
      says: /system:node:worker-1 waits for approval for 3 hours/,
    },
    {
      when: "a request waits for 16 minutes",
      seen: waiting({ createdAt: "2026-11-21T07:44:00.000Z" }),
      verdict: "fail",
      severity: "medium",
      says: /16 minutes/,
    },
    {
      when: "the node has no certificate (alert 80)",
      seen: waiting({}, bare),
      verdict: "fail",
      severity: "high",
      says: /every TLS handshake/,
    },
    {
      when: "the node's certificate ends in 6 days",
      seen: waiting({}, served("2026-11-27T09:00:00.000Z")),
      verdict: "fail",
      severity: "high",
      says: /ends in 6 days/,
    },
    {
      when: "the node's certificate has ended",
      seen: waiting({}, served("2026-11-20T00:00:00.000Z")),
      verdict: "fail",
      severity: "high",
      says: /has ended/,
    },
    {
      when: "the request is of a node that is not known",
      seen: waiting({ node: null, username: "someone" }),
      verdict: "fail",
      severity: "medium",
    },
    {
      when: "a request waits for 14 minutes",
      seen: waiting({ createdAt: "2026-11-21T07:46:00.000Z" }),
      verdict: "pass",
      says: /14 minutes/,
    },
    { when: "nothing is pending", seen: hardened(), verdict: "pass", says: /No kubelet waits/ },
    {
      when: "only requests of other signers are pending",
      seen: waiting({ signerName: "kubernetes.io/kube-apiserver-client-kubelet" }),
      verdict: "pass",
    },
    {
      when: "the request was approved",
      seen: waiting({ state: "Approved" }),
      subject,
      verdict: "pass",
      says: /approved/,
    },
    { when: "the request was denied", seen: waiting({ state: "Denied" }), subject, verdict: "pass", says: /denied/ },
    { when: "the request is gone", seen: hardened(), subject, verdict: "pass", says: /gone/ },
    { when: "the request does not say since when it waits", seen: waiting({ createdAt: "" }), verdict: "unknown" },
    {
      when: "requests could not be listed",
      seen: withInventory(hardened(), {
        certificateSigningRequests: null,
        lost: [{ need: "list certificatesigningrequests", why: "403", grant: "rule" }],
      }),
      verdict: "unknown",
      says: /"list certificatesigningrequests" is missing/,
    },
  ]);

  it("is about the request, on its node, or about the cluster where none waits", () => {
    assert.deepEqual(check.subjects(evidenceOf(waiting())), [subject]);
    assert.deepEqual(check.subjects(evidenceOf(hardened())), [
      { kind: "Cluster", uid: "uid-kube-system", name: "sample" },
    ]);
  });

  it("names request and node in the commands, and OpenShift's tool where it is", () => {
    const { values = {} } = judgeRow(check, { seen: waiting() });
    const { steps } = check.remediate(contextFor({ subject, values }));
    assert.match(steps[0]?.code ?? "", /kubectl get node worker-1 -o wide/);
    assert.equal(steps[1]?.code, "kubectl certificate approve csr-j52ps");
    const openshift = check.remediate(contextFor({ subject, values, distribution: "openshift" }));
    assert.equal(openshift.steps[1]?.code, "oc adm certificate approve csr-j52ps");
  });
});
