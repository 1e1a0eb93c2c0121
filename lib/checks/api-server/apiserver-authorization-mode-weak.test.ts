import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { contextFor } from "../sample-evidence.ts";
import { verdictTable } from "../sample-verdicts.ts";
import { apiserverAuthorizationModeWeak as check } from "./apiserver-authorization-mode-weak.ts";
import { k3sServer, managedRow, rowsWithoutFlags, unreadK3s, withApiServerFlags } from "./sample-flags.ts";

const mode = (value: string | null, more: Record<string, string> = {}) =>
  withApiServerFlags({ "--authorization-mode": value, ...more });

describe(check.id, () => {
  verdictTable(check, [
    { when: "everything is allowed", seen: mode("AlwaysAllow"), verdict: "fail", severity: "critical" },
    {
      when: "no mode is set",
      seen: mode(null),
      verdict: "fail",
      severity: "critical",
      says: /AlwaysAllow is its default/,
    },
    { when: "RBAC is missing", seen: mode("Node,ABAC"), verdict: "fail", severity: "high", says: /leaves RBAC out/ },
    { when: "Node is missing", seen: mode("RBAC"), verdict: "fail", severity: "medium", says: /leaves Node out/ },
    {
      when: "AlwaysAllow stands beside the right ones",
      seen: mode("Node,RBAC,AlwaysAllow"),
      verdict: "fail",
      severity: "critical",
    },
    { when: "Node and RBAC are set", seen: mode("Node,RBAC"), verdict: "pass" },
    { when: "a webhook is asked as well", seen: mode("Node,Webhook,RBAC"), verdict: "pass" },
    {
      when: "a file names the authorizers",
      seen: mode(null, { "--authorization-config": "/etc/kubernetes/authz.yaml" }),
      verdict: "unknown",
      says: /authz\.yaml/,
    },
    { when: "a k3s server overrides nothing", seen: k3sServer(), verdict: "pass", says: /k3s starts/ },
    {
      when: "a k3s server overrides it",
      seen: k3sServer({ "authorization-mode": "AlwaysAllow" }),
      verdict: "fail",
      severity: "critical",
    },
    unreadK3s,
    ...rowsWithoutFlags,
    managedRow,
  ]);

  it("sets the mode on kubeadm and MicroK8s, and drops the override on k3s", () => {
    const of = (distribution: "kubeadm" | "k3s" | "microk8s") =>
      JSON.stringify(check.remediate(contextFor({ distribution })).steps);
    assert.match(of("kubeadm"), /- --authorization-mode=Node,RBAC/);
    assert.match(of("microk8s"), /args\/kube-apiserver/);
    assert.match(of("k3s"), /delete these lines/);
    assert.deepEqual(check.wanted?.(contextFor()), { "authorization-mode": ["Node", "RBAC"] });
  });
});
