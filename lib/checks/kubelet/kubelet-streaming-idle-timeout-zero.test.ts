import { describe } from "node:test";
import { hardened } from "../sample-evidence.ts";
import { kubeletStreamingIdleTimeoutZero as check } from "./kubelet-streaming-idle-timeout-zero.ts";
import { answering, configured, kubeletTable } from "./sample-kubelets.ts";
import { gone, kubeletSource, meant, sourced } from "./sample-settings.ts";

const timeout = (streamingConnectionIdleTimeout: string) => configured({ streamingConnectionIdleTimeout });
const started = kubeletSource("command-line", { config: "/etc/kubelet.yaml" });
const file = kubeletSource("file", { streamingConnectionIdleTimeout: "0s" }, { name: "/etc/kubelet.yaml" });

describe(check.id, () => {
  kubeletTable(check, [
    { when: "it is 0s", seen: timeout("0s"), verdict: "fail", severity: "low", says: /never end/ },
    {
      when: "a flag says 0",
      seen: sourced(kubeletSource("command-line", { "streaming-connection-idle-timeout": "0" })),
      verdict: "fail",
      severity: "low",
    },
    { when: "it is 4h0m0s", seen: timeout("4h0m0s"), verdict: "pass" },
    { when: "it is 5m0s", seen: timeout("5m0s"), verdict: "pass" },
    {
      when: "the file says 0s, which a kubelet reads as its default",
      seen: sourced(started, file),
      verdict: "pass",
      says: /4h0m0s/,
    },
    { when: "it is no duration", seen: timeout("long"), verdict: "unknown" },
    { when: "/configz does not show it", seen: hardened(), verdict: "unknown" },
    {
      when: "only the ConfigMap names it",
      seen: meant({ streamingConnectionIdleTimeout: "4h0m0s" }),
      verdict: "unknown",
    },
    {
      when: "the permission is missing",
      seen: answering("unauthorized"),
      verdict: "unknown",
      says: /grant "get nodes/,
    },
    { when: "the node is gone", seen: hardened(), subject: gone, verdict: "not-applicable" },
  ]);
});
