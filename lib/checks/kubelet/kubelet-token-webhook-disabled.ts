import type { Evidence } from "../../domain/evidence.ts";
import type { Subject } from "../../domain/subject.ts";
import { defineCheck } from "../define-check.ts";
import { nodeSubjects } from "../node-subjects.ts";
import { judgeSettings } from "./judge-settings.ts";
import { kubeletSetting } from "./kubelet-remediation.ts";
import { effectiveValue } from "./kubelet-settings.ts";
import { urlWord } from "./node-words.ts";

const setting = "authentication.webhook.enabled";

const remediation = kubeletSetting({
  summary: "Let the kubelet have bearer tokens reviewed by the API server.",
  config: () => ({ authentication: { webhook: { enabled: true } } }),
  flags: () => ({ "authentication-token-webhook": "true" }),
  verify: (context) => ({
    command: `curl -sk -m 5 -H "Authorization: Bearer $(kubectl -n default create token default)" -o /dev/null -w '%{http_code}\\n' ${urlWord("https", context, context.port, "/metrics/resource")}`,
    expect: "403, or 200 where that account holds nodes/metrics; never 401",
  }),
});

/** Without tokens agents take the port that asks nobody; that makes the missing review worse. */
function hasFallback(evidence: Evidence, subject: Subject): boolean {
  const port = effectiveValue(evidence, subject.name, "readOnlyPort");
  return (port !== null && port !== 0) || (evidence.usersOf("kubelet-read-only-port") ?? []).length > 0;
}

export const kubeletTokenWebhookDisabled = defineCheck({
  id: "kubelet-token-webhook-disabled",
  component: "kubelet",
  tier: 2,
  kind: "config",
  title: "Kubelet can validate bearer tokens",
  headline: ({ name }) => `Kubelet on ${name} cannot validate bearer tokens`,
  severity: {
    byVantage: null,
    base: "low",
    range: ["medium", "low"],
    rule: "Medium where the read-only port is on or agents are seen to use it: that is what they fall back to.",
  },
  rationale:
    "Agents that cannot use their own service account end up with shared certificates or the read-only port. A token for each identity is what makes least privilege on the kubelet's port possible.",
  subjects: (evidence) => nodeSubjects(evidence, "kubelet"),
  judge: judgeSettings([setting], (value, subject, evidence) => {
    const enabled = value(setting);
    if (enabled === true) return { verdict: "pass", reason: "Bearer tokens are reviewed by the API server." };
    if (enabled !== false) return null;
    const isWorse = hasFallback(evidence, subject);
    const beside = isWorse ? ", and the read-only port is what agents fall back to" : "";
    return {
      verdict: "fail",
      reason: `authentication.webhook.enabled is false: no service account's token is accepted${beside}.`,
      severity: isWorse ? "medium" : "low",
    };
  }),
  ...remediation,
  settings: { component: "kubelet", names: [setting] },
  severityDiffers:
    "No other tool judges it by itself; kube-bench accepts a kubelet that knows certificates only, which is how agents come to share one.",
  tradeoffs: ["One TokenReview for each new token in every cacheTTL (2 minutes by default)."],
  failureModes: ["While the API server is down, tokens that are not in the cache fail."],
  references: {
    cis: ["CIS Kubernetes Benchmark v1.12 and v2.0.1 §4.2.2"],
    nsa: "NSA/CISA v1.2: Authentication and authorization",
    mitre: ["T1528"],
    ms: ["MS-TA9030 Access Kubelet API"],
    cwe: ["CWE-287"],
    urls: ["https://kubernetes.io/docs/reference/access-authn-authz/kubelet-authn-authz/"],
  },
});
