import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { contextFor, evidenceOf, fromVantage, hardened, withInventory, withPort } from "../sample-evidence.ts";
import { verdictTable } from "../sample-verdicts.ts";
import { apiserverAnonymousAuthUnscoped as check } from "./apiserver-anonymous-auth-unscoped.ts";
import {
  adminForAll,
  apiServer,
  byDefault,
  hiddenControlPlane,
  withApiServer,
  withStaticPod,
} from "./sample-api-server.ts";

const filtered = withPort(hardened(), "cp-1", 6443, { state: "filtered" });
const withFlags = (flags: Record<string, string>, seen = filtered) => withStaticPod("kube-apiserver", flags, seen);
const binding = { binding: "open", namespace: null, subject: "system:unauthenticated", role: "view" };

describe(check.id, () => {
  verdictTable(check, [
    {
      when: "/api is 403 for system:anonymous",
      seen: withApiServer(byDefault),
      verdict: "fail",
      severity: "info",
      says: /system:anonymous/,
    },
    {
      when: "the internet gets that 403",
      seen: fromVantage(withApiServer(byDefault), "internet"),
      verdict: "fail",
      severity: "low",
    },
    { when: "strangers read resources", seen: withApiServer(adminForAll), verdict: "fail", severity: "medium" },
    {
      when: "a binding gives strangers rights",
      seen: withInventory(withApiServer(byDefault), { anonymousBindings: [binding] }),
      verdict: "fail",
      severity: "medium",
      says: /Strangers have rights/,
    },
    {
      when: "the wire contradicts --anonymous-auth=false",
      seen: withFlags({ "--anonymous-auth": "false" }, withApiServer(byDefault)),
      verdict: "fail",
      severity: "info",
      says: /says otherwise/,
    },
    { when: "the port is filtered and flags leave it on", seen: withFlags({}), verdict: "fail", severity: "info" },
    {
      when: "/api is 401 and /livez answers",
      seen: withApiServer(apiServer()),
      verdict: "pass",
      says: /limited to health/,
    },
    { when: "everything is 401", seen: withApiServer(apiServer({ livez: "refused" })), verdict: "pass" },
    {
      when: "the port is filtered and flags turn it off",
      seen: withFlags({ "--anonymous-auth": "false" }),
      verdict: "pass",
    },
    {
      when: "the port is filtered and a file decides",
      seen: withFlags({ "--authentication-config": "/etc/kubernetes/authn.yaml" }),
      verdict: "unknown",
      says: /authn\.yaml/,
    },
    { when: "the port is filtered and no flags are seen", seen: filtered, verdict: "unknown" },
    {
      when: "a provider's endpoint was not looked at",
      seen: hiddenControlPlane(),
      verdict: "unknown",
    },
  ]);

  it("looks at --secure-port where flags name it", () => {
    const evidence = evidenceOf(withStaticPod("kube-apiserver", { "--secure-port": "7443" }));
    assert.equal(check.subjects(evidence)[0]?.port, 7443);
  });

  it("writes a file that the pod can read on kubeadm, and takes the override away on k3s", () => {
    const kubeadm = check.remediate(contextFor({ distribution: "kubeadm" }));
    assert.equal(kubeadm.steps[0]?.file, "/etc/kubernetes/pki/authentication.yaml");
    assert.match(check.remediate(contextFor({ distribution: "k3s" })).summary, /remove the override/);
    assert.match(check.remediate(contextFor({ distribution: "gke" })).summary, /Google runs/);
  });
});
