import assert from "node:assert/strict";
import { describe, it } from "node:test";
import type { CertificateSigningRequest } from "../../domain/inventory.ts";
import { withStaticPod } from "../api-server/sample-api-server.ts";
import { contextFor, hardened, withInventory } from "../sample-evidence.ts";
import { verdictTable } from "../sample-verdicts.ts";
import { controllerManagerKubeletCertRotationOff as check } from "./controller-manager-kubelet-cert-rotation-off.ts";
import { goneRow, providerRun, withNodeArgs } from "./sample-secure.ts";

const component = "kube-controller-manager";
const files = {
  "--cluster-signing-cert-file": "/etc/kubernetes/pki/ca.crt",
  "--cluster-signing-key-file": "/etc/kubernetes/pki/ca.key",
};
const request: CertificateSigningRequest = {
  uid: "uid-csr",
  name: "csr-j52ps",
  signerName: "kubernetes.io/kubelet-serving",
  username: "system:node:worker-1",
  node: "worker-1",
  state: "Approved",
  createdAt: "2026-11-21T07:30:00.000Z",
  decidedAt: "2026-11-21T07:30:05.000Z",
  request: null,
  usages: [],
  expirationSeconds: null,
  issued: false,
};
const approved = (changes: Partial<CertificateSigningRequest> = {}, seen = hardened()) =>
  withInventory(seen, { certificateSigningRequests: [{ ...request, ...changes }] });
const withFlags = (flags: Record<string, string>, seen = hardened()) => withStaticPod(component, flags, seen);

describe(check.id, () => {
  verdictTable(check, [
    {
      when: "the gate is turned off",
      seen: withFlags({ ...files, "--feature-gates": "Other=true,RotateKubeletServerCertificate=false" }),
      verdict: "fail",
      severity: "medium",
      says: /turns RotateKubeletServerCertificate off/,
    },
    {
      when: "the signing controller is left out",
      seen: withFlags({ ...files, "--controllers": "*,-csrsigning" }),
      verdict: "fail",
      severity: "medium",
      says: /without its signing controller/,
    },
    {
      when: "an approved request is never issued and no files are set",
      seen: withFlags({}, approved()),
      verdict: "fail",
      severity: "medium",
      says: /was approved and never issued, and no signing files are set/,
    },
    {
      when: "an approved request is never issued although files are set",
      seen: withFlags(files, approved()),
      verdict: "fail",
      severity: "medium",
      says: /never issued\.$/,
    },
    { when: "the files are set and the gate is left alone", seen: withFlags(files), verdict: "pass" },
    {
      when: "the files are set for serving certificates alone",
      seen: withFlags({
        "--cluster-signing-kubelet-serving-cert-file": "/ca.crt",
        "--cluster-signing-kubelet-serving-key-file": "/ca.key",
        "--feature-gates": "RotateKubeletServerCertificate=true",
      }),
      verdict: "pass",
    },
    {
      when: "a request was approved a minute ago",
      seen: withFlags(files, approved({ decidedAt: "2026-11-21T07:59:00.000Z" })),
      verdict: "pass",
    },
    {
      when: "another signer issues what is approved",
      seen: withFlags({}, approved({ issued: true })),
      verdict: "pass",
      says: /are issued/,
    },
    { when: "k3s overrides nothing", seen: withNodeArgs(component, {}, hardened()), verdict: "pass", says: /k3s sets/ },
    {
      when: "no files are set and nothing was approved lately",
      seen: withFlags({}),
      verdict: "unknown",
      says: /No signing files.*kept for an hour/,
    },
    { when: "no flags are seen", seen: hardened(), verdict: "unknown", says: /node report/ },
    {
      when: "requests could not be listed either",
      seen: withInventory(hardened(), {
        certificateSigningRequests: null,
        lost: [{ need: "list certificatesigningrequests", why: "403", grant: "rule" }],
      }),
      verdict: "unknown",
      says: /"list certificatesigningrequests" is missing/,
    },
    { when: "the provider runs it", seen: providerRun(), verdict: "not-applicable", says: /provider runs it/ },
    goneRow(10257),
  ]);

  it("removes overrides where the distribution sets the files itself", () => {
    const { summary, steps } = check.remediate(contextFor({ distribution: "k3s" }));
    assert.match(summary, /k3s sets the signing files itself/);
    assert.match(steps[0]?.code ?? "", /cluster-signing-cert-file\|cluster-signing-key-file/);
  });
});
