import assert from "node:assert/strict";
import { describe, it } from "node:test";
import type { Evidence } from "../../domain/evidence.ts";
import { contextFor, evidenceOf, withInventory } from "../sample-evidence.ts";
import { verdictTable } from "../sample-verdicts.ts";
import { apiserverAuditLoggingMissing as check } from "./apiserver-audit-logging-missing.ts";
import { parseAuditRules, unrecorded } from "./audit-policy.ts";
import { hiddenControlPlane } from "./sample-api-server.ts";
import { k3sServer, rowsWithoutFlags, unreadK3s, withApiServerFlags } from "./sample-flags.ts";

const onAzure = withInventory(hiddenControlPlane(), {
  cluster: { ...hiddenControlPlane().inventory.cluster, distribution: "aks" },
});
const onGoogle = withInventory(hiddenControlPlane(), {
  cluster: { ...hiddenControlPlane().inventory.cluster, distribution: "gke" },
});

describe(check.id, () => {
  verdictTable(check, [
    {
      when: "there is no backend",
      seen: withApiServerFlags({ "--audit-log-path": null }),
      verdict: "fail",
      severity: "medium",
      says: /keeps no audit log/,
    },
    {
      when: "there is no policy",
      seen: withApiServerFlags({ "--audit-policy-file": null }),
      verdict: "fail",
      severity: "medium",
      says: /without a policy/,
    },
    {
      when: "a backend and a policy are set",
      seen: withApiServerFlags(),
      verdict: "unknown",
      says: /upload a node report/,
    },
    {
      when: "a webhook takes the place of the log",
      seen: withApiServerFlags({ "--audit-log-path": null, "--audit-webhook-config-file": "/etc/audit.conf" }),
      verdict: "unknown",
    },
    { when: "a k3s server sets none", seen: k3sServer(), verdict: "fail", severity: "medium" },
    { when: "AWS runs the control plane", seen: hiddenControlPlane(), verdict: "unknown", says: /describe-cluster/ },
    { when: "Azure runs the control plane", seen: onAzure, verdict: "unknown", says: /diagnostic-settings/ },
    { when: "Google runs the control plane", seen: onGoogle, verdict: "not-applicable", says: /always keeps/ },
    unreadK3s,
    ...rowsWithoutFlags,
  ]);

  const judged = (rules: string[]) => {
    const evidence = evidenceOf(withApiServerFlags());
    const setting: Evidence["setting"] = (component, node, name) =>
      name === "audit-policy-rules"
        ? { ...evidence.setting(component, node, name), value: rules, decidedBy: "file" }
        : evidence.setting(component, node, name);
    const [subject] = check.subjects(evidence);
    assert.ok(subject);
    return check.judge(subject, { ...evidence, setting });
  };

  it("judges the policy's rules where a node report carries them", () => {
    assert.equal(judged(['{"level":"Metadata"}']).verdict, "pass");
    const none = judged([
      '{"level":"None","resources":[{"group":"","resources":["pods/exec"]}]}',
      '{"level":"Metadata"}',
    ]);
    assert.equal(none.verdict, "fail");
    assert.match(none.reason, /no record of pods\/exec\.$/);
    assert.equal(judged(["not json"]).verdict, "unknown");
  });

  it("lets the first rule decide that matches an ordinary user", () => {
    const of = (...rules: string[]) => unrecorded(parseAuditRules(rules) ?? []);
    const all = ["nodes/proxy", "pods/exec", "certificatesigningrequests/approval"];
    assert.deepEqual(of(), all);
    assert.deepEqual(of('{"level":"None"}', '{"level":"Metadata"}'), all);
    assert.deepEqual(of('{"level":"None","users":["system:kube-proxy"]}', '{"level":"Metadata"}'), []);
    assert.deepEqual(of('{"level":"None","verbs":["get"]}', '{"level":"Metadata"}'), ["nodes/proxy"]);
    assert.deepEqual(of('{"level":"Request","resources":[{"group":"","resources":["*"]}]}'), [all[2]]);
  });

  it("writes the policy and the mounts before the flags on kubeadm", () => {
    const files = check.remediate(contextFor()).steps.map(({ file }) => file);
    assert.deepEqual(files.slice(0, 2), [
      "/etc/kubernetes/pki/audit.yaml",
      "/etc/kubernetes/manifests/kube-apiserver.yaml",
    ]);
  });
});
