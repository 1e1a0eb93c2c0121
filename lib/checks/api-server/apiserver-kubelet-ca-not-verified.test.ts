import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { certificate, contextFor, hardened, kubelet, tls, withNode, withPort } from "../sample-evidence.ts";
import { verdictTable } from "../sample-verdicts.ts";
import { apiserverKubeletCaNotVerified as check } from "./apiserver-kubelet-ca-not-verified.ts";
import { k3sServer, managedRow, rowsWithoutFlags, source, unreadK3s, withApiServerFlags } from "./sample-flags.ts";

const none = { "--kubelet-certificate-authority": null };
const external = withNode(hardened(), "worker-1", {
  addresses: [
    { type: "InternalIP", address: "192.0.2.21" },
    { type: "ExternalIP", address: "203.0.113.9" },
  ],
});
const selfSigned = withPort(hardened(), "worker-1", 10250, {
  state: "open",
  service: "kubelet",
  kubelet: kubelet(),
  tls: tls({ certificate: certificate("worker-1", "192.0.2.21", { verified: false, selfSigned: true }) }),
});
const inConfigMap = source({
  kind: "configmap",
  name: "ConfigMap kube-system/kubeadm-config",
  node: null,
  values: { "authorization-mode": "Node,RBAC" },
});

describe(check.id, () => {
  verdictTable(check, [
    {
      when: "the flag is not set, as kubeadm leaves it",
      seen: withApiServerFlags(none),
      verdict: "fail",
      severity: "medium",
      says: /3 of 3 kubelets/,
    },
    {
      when: "nodes have external addresses",
      seen: withApiServerFlags(none, external),
      verdict: "fail",
      severity: "high",
      says: /external addresses/,
    },
    {
      when: "a kubelet's certificate is its own",
      seen: withApiServerFlags(none, selfSigned),
      verdict: "fail",
      severity: "medium",
      says: /2 of 3 kubelets/,
    },
    { when: "the flag is set", seen: withApiServerFlags(), verdict: "pass" },
    { when: "a k3s server overrides nothing", seen: k3sServer(), verdict: "pass" },
    {
      when: "only kubeadm's ConfigMap was read, which need not show every flag",
      seen: { ...hardened(), inventory: { ...hardened().inventory, settingSources: [inConfigMap] } },
      verdict: "unknown",
    },
    unreadK3s,
    ...rowsWithoutFlags,
    managedRow,
  ]);

  it("sets the flag on Talos, which does not do so by itself, after the certificates", () => {
    const { steps } = check.remediate(contextFor({ distribution: "talos" }));
    assert.match(steps[0]?.text ?? "", /^First clear kubelet-serving-cert-self-signed/);
    assert.match(
      JSON.stringify(steps),
      /kubelet-certificate-authority: .{0,3}\/system\/secrets\/kubernetes\/kube-apiserver\/ca\.crt/,
    );
  });
});
