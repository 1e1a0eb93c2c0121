import { describe } from "node:test";
import { fromVantage, hardened } from "../sample-evidence.ts";
import { kubeletAuthzAlwaysAllow as check } from "./kubelet-authz-always-allow.ts";
import { answering, broken, configured, filtered, kubeletTable, unreachable } from "./sample-kubelets.ts";
import { gone, kubeletSource, meant, sourced } from "./sample-settings.ts";

const allow = { authorization: { mode: "AlwaysAllow" } };
const open = configured(allow, answering("unauthorized"));

describe(check.id, () => {
  kubeletTable(check, [
    { when: "the mode is AlwaysAllow", seen: open, verdict: "fail", severity: "high", says: /AlwaysAllow/ },
    { when: "the internet reaches it", seen: fromVantage(open, "internet"), verdict: "fail", severity: "critical" },
    { when: "another network reaches it", seen: fromVantage(open, "other-network"), verdict: "fail", severity: "high" },
    { when: "nobody reaches the port", seen: configured(allow, filtered()), verdict: "fail", severity: "medium" },
    {
      when: "the kubelet runs on flags alone and names no mode",
      seen: sourced(kubeletSource("command-line", { kubeconfig: "/etc/kubernetes/kubelet.conf" })),
      verdict: "fail",
      severity: "high",
    },
    { when: "the mode is Webhook", seen: hardened(), verdict: "pass" },
    {
      when: "the answer is a 403, which AlwaysAllow never gives",
      seen: configured(allow, answering("forbidden-anonymous")),
      verdict: "pass",
      says: /Webhook/,
    },
    {
      when: "only the ConfigMap says Webhook",
      seen: meant({ "authorization.mode": "Webhook" }),
      verdict: "unknown",
      says: /meant to have/,
    },
    {
      when: "/configz names no mode",
      seen: configured({ authorization: {} }),
      verdict: "unknown",
      says: /does not decide/,
    },
    {
      when: "the permission is missing",
      seen: answering("unauthorized"),
      verdict: "unknown",
      says: /grant "get nodes\/configz"/,
    },
    { when: "the probe broke and nothing was read", seen: broken(), verdict: "unknown" },
    { when: "no port answers", seen: unreachable(), verdict: "unknown" },
    { when: "the node is gone", seen: hardened(), subject: gone, verdict: "not-applicable" },
  ]);
});
