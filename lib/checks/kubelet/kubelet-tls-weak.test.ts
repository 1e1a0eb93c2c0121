import { describe } from "node:test";
import { fromVantage, hardened } from "../sample-evidence.ts";
import { kubeletTlsWeak as check } from "./kubelet-tls-weak.ts";
import {
  broken,
  closed,
  configured,
  filtered,
  handshake,
  kubeletTable,
  pending,
  unreachable,
} from "./sample-kubelets.ts";

const old = handshake({ versions: { TLSv1: "refused", "TLSv1.1": "accepted", "TLSv1.2": "accepted" } });
const untried = { versions: { TLSv1: "unknown", "TLSv1.1": "unknown", "TLSv1.2": "accepted" } } as const;
const strong = {
  tlsMinVersion: "VersionTLS12",
  tlsCipherSuites: ["TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256", "TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256"],
};

describe(check.id, () => {
  kubeletTable(check, [
    { when: "TLS 1.1 is accepted", seen: old, verdict: "fail", severity: "low", says: /TLSv1\.1 is accepted/ },
    { when: "the internet gets TLS 1.1", seen: fromVantage(old, "internet"), verdict: "fail", severity: "medium" },
    { when: "only the node gets TLS 1.1", seen: fromVantage(old, "node-local"), verdict: "fail", severity: "info" },
    {
      when: "a suite without forward secrecy is accepted",
      seen: handshake({ weakCiphers: ["AES128-SHA"] }),
      verdict: "fail",
      severity: "low",
      says: /AES128-SHA is accepted/,
    },
    {
      when: "the handshake fails and the configuration allows TLS 1.0",
      seen: configured({ tlsMinVersion: "VersionTLS10" }, pending()),
      verdict: "fail",
      severity: "low",
      says: /VersionTLS10\. The configuration decides/,
    },
    {
      when: "the port is filtered and the configuration names a CBC suite",
      seen: configured({ ...strong, tlsCipherSuites: ["TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA"] }, filtered()),
      verdict: "fail",
      severity: "info",
    },
    { when: "old versions and weak suites are refused", seen: hardened(), verdict: "pass", says: /are refused/ },
    {
      when: "only TLS 1.3 is spoken",
      seen: handshake({
        versions: { TLSv1: "refused", "TLSv1.1": "refused", "TLSv1.2": "refused", "TLSv1.3": "accepted" },
      }),
      verdict: "pass",
    },
    { when: "the port is filtered and the suites are strong", seen: configured(strong, filtered()), verdict: "pass" },
    {
      when: "the port is filtered and TLS 1.3 is the least",
      seen: configured({ tlsMinVersion: "VersionTLS13" }, filtered()),
      verdict: "pass",
    },
    {
      when: "old versions could not be offered and the configuration is strong",
      seen: configured(strong, handshake(untried)),
      verdict: "pass",
    },
    {
      when: "old versions could not be offered",
      seen: handshake(untried),
      verdict: "unknown",
      says: /could not offer/,
    },
    {
      when: "the port is filtered and the defaults of Go apply",
      seen: configured({ tlsCipherSuites: [] }, filtered()),
      verdict: "unknown",
    },
    { when: "its serving CSR is pending", seen: pending(), verdict: "unknown", says: /csr-kubelet-serving-pending/ },
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
