import { describe } from "node:test";
import { hardened, kubelet, type Seen, withNode, withPort } from "../sample-evidence.ts";
import { kubeletAuthzWebhookFailing as check } from "./kubelet-authz-webhook-failing.ts";
import { answering, broken, configured, kubeletTable, unreachable } from "./sample-kubelets.ts";
import { gone } from "./sample-settings.ts";

const failing = answering("authorization-error");
const alsoOn = (name: string, seen: Seen) =>
  withPort(seen, name, 10250, {
    state: "open",
    service: "kubelet",
    kubelet: kubelet({ access: "authorization-error" }),
  });
const silentNode = (seen: Seen) => withNode(seen, "worker-1", { ready: null });

describe(check.id, () => {
  kubeletTable(check, [
    { when: "one of three kubelets answers 500", seen: failing, verdict: "fail", severity: "medium", says: /1 of 3/ },
    { when: "two of three do", seen: alsoOn("worker-2", failing), verdict: "fail", severity: "high", says: /2 of 3/ },
    {
      when: "it answers but does not report",
      seen: silentNode(hardened()),
      verdict: "fail",
      severity: "medium",
      says: /stopped reporting/,
    },
    { when: "it answers 403, so it asked", seen: answering("forbidden-anonymous"), verdict: "pass" },
    {
      when: "it answers 401 and the node is Ready",
      seen: hardened(),
      verdict: "pass",
      says: /reports to the API server/,
    },
    {
      when: "the mode is AlwaysAllow",
      seen: configured({ authorization: { mode: "AlwaysAllow" } }),
      verdict: "not-applicable",
    },
    { when: "no port answers and Ready is unknown", seen: silentNode(unreachable()), verdict: "unknown" },
    {
      when: "the probe broke and the node is not Ready",
      seen: withNode(broken(), "worker-1", { ready: false }),
      verdict: "unknown",
    },
    { when: "the node is gone", seen: hardened(), subject: gone, verdict: "not-applicable" },
  ]);
});
