import { describe } from "node:test";
import type { TlsFacts } from "../../domain/observation.ts";
import { hardened, tls } from "../sample-evidence.ts";
import { kubeletClientCaMissing as check } from "./kubelet-client-ca-missing.ts";
import {
  answering,
  broken,
  closed,
  configured,
  filtered,
  handshake,
  kubeletTable,
  pending,
  unconfigured,
  unreachable,
  withApi,
} from "./sample-kubelets.ts";

const notRequested: Partial<TlsFacts> = { clientCertificate: "not-requested", clientCaNames: [] };
const noCa = { authentication: { anonymous: { enabled: false }, x509: {} } };

describe(check.id, () => {
  kubeletTable(check, [
    { when: "no CertificateRequest comes", seen: handshake(notRequested), verdict: "fail", severity: "high" },
    {
      when: "no CertificateRequest comes and anyone may read",
      seen: withApi(answering("open"), { tls: tls(notRequested) }),
      verdict: "fail",
      severity: "critical",
    },
    {
      when: "clientCAFile is empty and the port is filtered",
      seen: configured(noCa, filtered()),
      verdict: "fail",
      severity: "high",
      says: /clientCAFile is not set/,
    },
    {
      when: "clientCAFile is empty, anonymous access is on and the handshake fails",
      seen: configured({ authentication: { anonymous: { enabled: true } } }, pending()),
      verdict: "fail",
      severity: "critical",
    },
    {
      when: "no CertificateRequest comes though clientCAFile is set",
      seen: handshake(notRequested, hardened()),
      verdict: "fail",
      severity: "high",
      says: /says otherwise/,
    },
    { when: "a CertificateRequest comes", seen: unconfigured(), verdict: "pass", says: /signed by CN=kubernetes/ },
    {
      when: "a certificate is required",
      seen: handshake({ clientCertificate: "required", clientCaNames: [] }),
      verdict: "pass",
    },
    { when: "the port is filtered and clientCAFile is set", seen: filtered(10250, hardened()), verdict: "pass" },
    { when: "its serving CSR is pending and clientCAFile is set", seen: pending(hardened()), verdict: "pass" },
    { when: "its serving CSR is pending", seen: pending(), verdict: "unknown", says: /csr-kubelet-serving-pending/ },
    { when: "the handshake does not show it", seen: handshake({ clientCertificate: "unknown" }), verdict: "unknown" },
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
