import { describe } from "node:test";
import { hardened } from "../sample-evidence.ts";
import { kubeletAuthzCacheTooLong as check } from "./kubelet-authz-cache-too-long.ts";
import { answering, configured, kubeletTable } from "./sample-kubelets.ts";
import { gone, kubeletSource, sourced } from "./sample-settings.ts";

const ttl = (cacheTTL: string, cacheAuthorizedTTL: string, cacheUnauthorizedTTL: string, mode = "Webhook") =>
  configured({
    authentication: { webhook: { enabled: true, cacheTTL } },
    authorization: { mode, webhook: { cacheAuthorizedTTL, cacheUnauthorizedTTL } },
  });
const flags = (values: Record<string, string>) => sourced(kubeletSource("command-line", values));

describe(check.id, () => {
  kubeletTable(check, [
    {
      when: "identities live for an hour",
      seen: ttl("1h0m0s", "5m0s", "30s"),
      verdict: "fail",
      severity: "low",
      says: /cacheTTL is 1h0m0s/,
    },
    { when: "grants live for 11 minutes", seen: ttl("2m0s", "11m0s", "30s"), verdict: "fail", severity: "low" },
    { when: "refusals live for 6 minutes", seen: ttl("2m0s", "5m0s", "6m0s"), verdict: "fail", severity: "low" },
    {
      when: "a flag says so",
      seen: flags({ "authorization-webhook-cache-authorized-ttl": "24h" }),
      verdict: "fail",
      severity: "low",
    },
    { when: "all are upstream's defaults", seen: ttl("2m0s", "5m0s", "30s"), verdict: "pass" },
    { when: "all lie at the limit", seen: ttl("10m0s", "10m0s", "5m0s"), verdict: "pass" },
    { when: "nothing is cached", seen: ttl("0s", "5m0s", "30s"), verdict: "pass", says: /Without a cache/ },
    { when: "the mode is AlwaysAllow", seen: ttl("2m0s", "5m0s", "30s", "AlwaysAllow"), verdict: "not-applicable" },
    { when: "a lifetime is no duration", seen: ttl("soon", "5m0s", "30s"), verdict: "unknown" },
    { when: "/configz does not show them", seen: hardened(), verdict: "unknown", says: /does not decide/ },
    {
      when: "the permission is missing",
      seen: answering("unauthorized"),
      verdict: "unknown",
      says: /grant "get nodes/,
    },
    { when: "the node is gone", seen: hardened(), subject: gone, verdict: "not-applicable" },
  ]);
});
