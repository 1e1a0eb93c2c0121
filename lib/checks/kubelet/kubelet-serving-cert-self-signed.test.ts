import { describe } from "node:test";
import { fromVantage, hardened } from "../sample-evidence.ts";
import { kubeletServingCertSelfSigned as check } from "./kubelet-serving-cert-self-signed.ts";
import {
  broken,
  closed,
  filtered,
  handshake,
  kubeletTable,
  pending,
  selfMade,
  serving,
  unreachable,
} from "./sample-kubelets.ts";

const made = serving(selfMade);
const byK3s = { subject: "CN=worker-1", issuer: "CN=k3s-server-ca@1767000000", verified: true };

describe(check.id, () => {
  kubeletTable(check, [
    {
      when: "the kubelet made it itself",
      seen: made,
      verdict: "fail",
      severity: "medium",
      says: /worker-1-ca@1795247948/,
    },
    { when: "only the node sees it", seen: fromVantage(made, "node-local"), verdict: "fail", severity: "low" },
    {
      when: "the kubelet made it itself and no CA is known",
      seen: serving({ ...selfMade, verified: null, verifyError: null }),
      verdict: "fail",
      severity: "medium",
    },
    {
      when: "it signs itself and no CA is known",
      seen: serving({ selfSigned: true, verified: null }),
      verdict: "fail",
      severity: "medium",
    },
    {
      when: "another authority signed it",
      seen: serving({ issuer: "CN=other", verified: false, verifyError: "unable to get local issuer certificate" }),
      verdict: "fail",
      severity: "medium",
      says: /unable to get local issuer/,
    },
    {
      when: "the kubelet made it itself and it is expired, too",
      seen: serving({ ...selfMade, verifyError: "certificate has expired" }),
      verdict: "fail",
      severity: "medium",
    },
    { when: "it verifies against the cluster's CA", seen: hardened(), verdict: "pass", says: /system:node:worker-1/ },
    { when: "k3s' server CA signed it and it verifies", seen: serving(byK3s), verdict: "pass" },
    {
      when: "only its date is wrong",
      seen: serving({ verified: false, verifyError: "CERT_HAS_EXPIRED" }),
      verdict: "pass",
      says: /kubelet-serving-cert-invalid/,
    },
    {
      when: "no CA is known",
      seen: serving({ verified: null }),
      verdict: "unknown",
      says: /certificate-authority-data/,
    },
    { when: "its serving CSR is pending", seen: pending(), verdict: "unknown", says: /alert 80/ },
    { when: "no certificate was shown", seen: handshake({ certificate: null }), verdict: "unknown" },
    { when: "the port is filtered", seen: filtered(), verdict: "unknown" },
    { when: "nothing listens", seen: closed(), verdict: "unknown" },
    { when: "the probe broke", seen: broken(), verdict: "unknown" },
    { when: "no port of the node answers", seen: unreachable(), verdict: "unknown" },
    {
      when: "the node is gone",
      seen: hardened(),
      subject: { kind: "Node", uid: "uid-gone", name: "worker-9", node: "worker-9", port: 10250 },
      verdict: "not-applicable",
    },
  ]);
});
