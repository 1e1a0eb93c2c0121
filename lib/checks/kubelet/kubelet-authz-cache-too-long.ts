import { durationMs } from "../../domain/go-duration.ts";
import { shellQuote } from "../../domain/shell-quote.ts";
import { defineCheck } from "../define-check.ts";
import { nodeSubjects } from "../node-subjects.ts";
import { judgeSettings } from "./judge-settings.ts";
import { kubeletSetting } from "./kubelet-remediation.ts";
import { configzCommand } from "./node-words.ts";

const minuteMs = 60_000;
/** Longest that a revoked right may live on; upstream's defaults are 2, 5 and half a minute. */
const limits = {
  "authentication.webhook.cacheTTL": 10 * minuteMs,
  "authorization.webhook.cacheAuthorizedTTL": 10 * minuteMs,
  "authorization.webhook.cacheUnauthorizedTTL": 5 * minuteMs,
};
const names = Object.keys(limits);

const remediation = kubeletSetting({
  summary: "Bring the lifetimes of the kubelet's cached decisions back to upstream's defaults.",
  config: () => ({
    authentication: { webhook: { cacheTTL: "2m0s" } },
    authorization: { webhook: { cacheAuthorizedTTL: "5m0s", cacheUnauthorizedTTL: "30s" } },
  }),
  flags: () => ({
    "authentication-token-webhook-cache-ttl": "2m0s",
    "authorization-webhook-cache-authorized-ttl": "5m0s",
    "authorization-webhook-cache-unauthorized-ttl": "30s",
  }),
  verify: (context) => ({
    command: `${configzCommand(context)} | jq -c ${shellQuote("[.kubeletconfig.authentication.webhook.cacheTTL, .kubeletconfig.authorization.webhook.cacheAuthorizedTTL, .kubeletconfig.authorization.webhook.cacheUnauthorizedTTL]")}`,
    expect: '["2m0s","5m0s","30s"]',
  }),
});

export const kubeletAuthzCacheTooLong = defineCheck({
  id: "kubelet-authz-cache-too-long",
  component: "kubelet",
  tier: 3,
  kind: "config",
  title: "Kubelet forgets cached decisions about callers within minutes",
  headline: ({ name }) => `Kubelet on ${name} goes by decisions about its callers long after they were taken back`,
  severity: {
    byVantage: null,
    base: "low",
    rule: "Low: how long a revoked right lives on. Limits are 10 minutes for identities and grants, 5 minutes for refusals.",
  },
  rationale:
    "A revoked token or a removed role binding keeps working on the node until the cached answer ages out. No cache at all ties every call to the health of the API server instead.",
  subjects: (evidence) => nodeSubjects(evidence, "kubelet"),
  judge: judgeSettings([...names, "authorization.mode"], (value) => {
    const read = Object.entries(limits).map(([name, limit]) => {
      const text = value(name);
      return { name, limit, text, ms: text === null ? null : durationMs(String(text)) };
    });
    const long = read.filter(({ ms, limit }) => ms !== null && ms > limit);
    const inWords = (list: typeof read) => list.map(({ name, text }) => `${name} is ${text}`).join(", ");
    if (long.length > 0) return { verdict: "fail", reason: `${inWords(long)}: longer than a revocation should take.` };
    if (read.some(({ ms }) => ms === null)) return null;
    if (value("authorization.mode") === "AlwaysAllow")
      return {
        verdict: "not-applicable",
        reason: "With AlwaysAllow no decision is asked for, so none is cached; see kubelet-authz-always-allow.",
      };
    const none = read.filter(({ ms }) => ms === 0);
    const uncached = none.length > 0 ? ` Without a cache (${inWords(none)}) each call waits for the API server.` : "";
    return { verdict: "pass", reason: `${inWords(read)}: within the limits.${uncached}` };
  }),
  ...remediation,
  settings: { component: "kubelet", names },
  severityDiffers: "No other tool judges these lifetimes.",
  tradeoffs: ["Shorter caches cost TokenReviews and SubjectAccessReviews on every node."],
  failureModes: ["With lifetimes of 0 every call to the kubelet fails as soon as the API server hesitates."],
  references: {
    nsa: "NSA/CISA v1.2: Authentication and authorization",
    mitre: ["T1078"],
    cwe: ["CWE-613"],
    urls: ["https://kubernetes.io/docs/reference/config-api/kubelet-config.v1beta1/"],
  },
});
