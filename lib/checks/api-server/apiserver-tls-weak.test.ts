import assert from "node:assert/strict";
import { describe, it } from "node:test";
import type { CertificateFacts, TlsFacts } from "../../domain/observation.ts";
import { certificate, contextFor, fromVantage, hardened, type Seen, tls, withPort } from "../sample-evidence.ts";
import { verdictTable } from "../sample-verdicts.ts";
import { apiserverTlsWeak as check } from "./apiserver-tls-weak.ts";
import { apiServer, hiddenControlPlane, withApiServer } from "./sample-api-server.ts";
import { withApiServerFlags } from "./sample-flags.ts";

const served = (changes: Partial<CertificateFacts> = {}) =>
  certificate("cp-1", "192.0.2.10", { dnsNames: ["kubernetes.default.svc", "cp-1"], ...changes });
const offering = (changes: Partial<TlsFacts>, cert: CertificateFacts | null = served()): Seen =>
  withApiServer(apiServer(), { changes: { tls: tls({ certificate: cert, ...changes }) } });
const shows = (changes: Partial<CertificateFacts>) => offering({}, served(changes));
const old = offering({ versions: { TLSv1: "accepted", "TLSv1.1": "accepted", "TLSv1.2": "accepted" } });
const filtered = withPort(hardened(), "cp-1", 6443, { state: "filtered" });
const strong = "TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256";

describe(check.id, () => {
  verdictTable(check, [
    { when: "TLS 1.0 is accepted", seen: old, verdict: "fail", severity: "info", says: /TLSv1 is accepted/ },
    { when: "the internet may use TLS 1.0", seen: fromVantage(old, "internet"), verdict: "fail", severity: "medium" },
    {
      when: "another network may use TLS 1.0",
      seen: fromVantage(old, "other-network"),
      verdict: "fail",
      severity: "low",
    },
    {
      when: "a weak suite is accepted",
      seen: offering({ weakCiphers: ["AES128-SHA"] }),
      verdict: "fail",
      severity: "info",
    },
    {
      when: "the certificate has expired",
      seen: shows({ notAfter: "2026-11-20T08:00:00.000Z" }),
      verdict: "fail",
      severity: "high",
      says: /expired on 2026-11-20/,
    },
    {
      when: "the certificate expires within the month",
      seen: shows({ notAfter: "2026-12-10T08:00:00.000Z" }),
      verdict: "fail",
      severity: "info",
      says: /under 30 days/,
    },
    { when: "the key is short", seen: shows({ key: "RSA 1024" }), verdict: "fail", severity: "info" },
    {
      when: "the signature is SHA-1",
      seen: shows({ signatureAlgorithm: "sha1WithRSAEncryption" }),
      verdict: "fail",
      severity: "info",
    },
    {
      when: "the wire contradicts strong flags",
      seen: withApiServerFlags({ "--tls-min-version": "VersionTLS12", "--tls-cipher-suites": strong }, old),
      verdict: "fail",
      severity: "info",
      says: /says otherwise/,
    },
    {
      when: "the port is filtered and flags name a weak suite",
      seen: withApiServerFlags({ "--tls-cipher-suites": "TLS_RSA_WITH_AES_128_CBC_SHA" }, filtered),
      verdict: "fail",
      severity: "info",
    },
    {
      when: "the port is filtered and flags allow TLS 1.0",
      seen: withApiServerFlags({ "--tls-min-version": "VersionTLS10" }, filtered),
      verdict: "fail",
      severity: "info",
    },
    { when: "all that was offered is strong", seen: offering({}), verdict: "pass" },
    {
      when: "the port is filtered and flags are strong",
      seen: withApiServerFlags({ "--tls-min-version": "VersionTLS12", "--tls-cipher-suites": strong }, filtered),
      verdict: "pass",
    },
    {
      when: "the port is filtered and flags leave it to Go",
      seen: withApiServerFlags({}, filtered),
      verdict: "unknown",
      says: /defaults of its Go release/,
    },
    {
      when: "not every version could be offered",
      seen: offering({ versions: {} }),
      verdict: "unknown",
      says: /not tried/,
    },
    {
      when: "a load balancer ends TLS",
      seen: shows({ dnsNames: ["api.example.com"] }),
      verdict: "unknown",
      says: /load balancer/,
    },
    { when: "a provider's endpoint was not looked at", seen: hiddenControlPlane(), verdict: "unknown", says: /AWS/ },
    {
      when: "the probe broke",
      seen: withPort(hardened(), "cp-1", 6443, { state: null, problem: "EMFILE" }),
      verdict: "unknown",
      says: /EMFILE/,
    },
  ]);

  it("verifies with the address of this node and sets OpenShift's profile", () => {
    assert.match(check.remediate(contextFor({ port: 6443 })).verify.command, /192\.0\.2\.21:6443/);
    const { steps } = check.remediate(contextFor({ distribution: "openshift" }));
    assert.match(steps[0]?.code ?? "", /tlsSecurityProfile/);
  });
});
