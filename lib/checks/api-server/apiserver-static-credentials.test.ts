import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { contextFor, fromVantage } from "../sample-evidence.ts";
import { verdictTable } from "../sample-verdicts.ts";
import { apiserverStaticCredentials as check } from "./apiserver-static-credentials.ts";
import { byDefault, withApiServer } from "./sample-api-server.ts";
import { k3sServer, managedRow, rowsWithoutFlags, unreadK3s, withApiServerFlags } from "./sample-flags.ts";

const tokens = { "--token-auth-file": "/etc/kubernetes/pki/tokens.csv" };

describe(check.id, () => {
  verdictTable(check, [
    { when: "a token file is set", seen: withApiServerFlags(tokens), verdict: "fail", severity: "high" },
    {
      when: "the internet reaches the port",
      seen: fromVantage(withApiServerFlags(tokens, withApiServer(byDefault)), "internet"),
      verdict: "fail",
      severity: "critical",
      says: /answers the internet/,
    },
    {
      when: "a password file is set",
      seen: withApiServerFlags({ "--basic-auth-file": "/etc/passwd.csv" }),
      verdict: "fail",
      severity: "high",
      says: /--basic-auth-file is set/,
    },
    { when: "neither is set", seen: withApiServerFlags(), verdict: "pass" },
    { when: "a k3s server adds none", seen: k3sServer(), verdict: "pass" },
    {
      when: "a k3s server adds one",
      seen: k3sServer({ "token-auth-file": "/root/tokens.csv" }),
      verdict: "fail",
      severity: "high",
    },
    unreadK3s,
    ...rowsWithoutFlags,
    managedRow,
  ]);

  it("deletes the flag from the manifest and from MicroK8s' arguments", () => {
    const of = (distribution: "kubeadm" | "microk8s") =>
      check.remediate(contextFor({ distribution })).steps.map(({ code }) => code);
    assert.ok(
      of("kubeadm").some((code) => code?.includes("sed -i -E '/^ *- --(token-auth-file|basic-auth-file)(=|$)/d'")),
    );
    assert.ok(of("microk8s").some((code) => code?.includes("/var/snap/microk8s/current/args/kube-apiserver")));
  });
});
