import { describe } from "node:test";
import { hardened, withInventory } from "../sample-evidence.ts";
import { kubeletTokenWebhookDisabled as check } from "./kubelet-token-webhook-disabled.ts";
import { answering, configured, kubeletTable, unreachable } from "./sample-kubelets.ts";
import { gone, kubeletSource, meant, sourced } from "./sample-settings.ts";

const off = { authentication: { anonymous: { enabled: false }, webhook: { enabled: false } } };
const agent = {
  kind: "DaemonSet",
  namespace: "monitoring",
  name: "agent",
  uid: "u",
  door: "kubelet-read-only-port" as const,
  program: "agent",
  where: "args",
};

describe(check.id, () => {
  kubeletTable(check, [
    {
      when: "tokens are not reviewed",
      seen: configured(off),
      verdict: "fail",
      severity: "low",
      says: /enabled is false/,
    },
    {
      when: "the read-only port is on beside it",
      seen: configured({ ...off, readOnlyPort: 10255 }),
      verdict: "fail",
      severity: "medium",
    },
    {
      when: "an agent reads 10255",
      seen: withInventory(configured(off), { consumers: [agent] }),
      verdict: "fail",
      severity: "medium",
    },
    {
      when: "the kubelet runs on flags alone",
      seen: sourced(kubeletSource("command-line", { v: "2" })),
      verdict: "fail",
      severity: "medium",
    },
    { when: "tokens are reviewed", seen: hardened(), verdict: "pass" },
    { when: "only the ConfigMap says so", seen: meant({ "authentication.webhook.enabled": true }), verdict: "unknown" },
    {
      when: "the permission is missing",
      seen: answering("unauthorized"),
      verdict: "unknown",
      says: /grant "get nodes/,
    },
    { when: "no port answers", seen: unreachable(), verdict: "unknown" },
    { when: "the node is gone", seen: hardened(), subject: gone, verdict: "not-applicable" },
  ]);
});
