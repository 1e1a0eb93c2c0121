import { describe } from "node:test";
import { hardened, kubelet, type Seen, withNode, withPort } from "../sample-evidence.ts";
import { kubeletNonstandardPort as check } from "./kubelet-nonstandard-port.ts";
import { kubeletTable } from "./sample-kubelets.ts";
import { gone } from "./sample-settings.ts";

const at = (port: number, seen: Seen) =>
  withPort(seen, "worker-1", port, { state: "open", service: "kubelet", kubelet: kubelet() });
const moved = withNode(withPort(hardened(), "worker-1", 10250, { state: "closed" }), "worker-1", {
  kubeletPort: 20250,
});
const host = (seen: Seen) => withNode(seen, "worker-1", { uid: "host:192.0.2.21" });

describe(check.id, () => {
  kubeletTable(check, [
    {
      when: "the node says another port",
      seen: at(20250, moved),
      verdict: "fail",
      severity: "info",
      says: /20250\/TCP/,
    },
    { when: "that port was not looked at", seen: moved, verdict: "fail", severity: "info" },
    {
      when: "10250 is filtered and the real port is not",
      seen: at(20250, withPort(moved, "worker-1", 10250, { state: "filtered" })),
      verdict: "fail",
      severity: "medium",
      says: /stands before the wrong port/,
    },
    { when: "a kubelet answers on a second port", seen: at(20250, hardened()), verdict: "fail", severity: "info" },
    { when: "the node says 10250", seen: hardened(), verdict: "pass" },
    { when: "a host without an API answers there", seen: host(hardened()), verdict: "pass" },
    {
      when: "no API was asked and nothing was recognised",
      seen: host(withPort(hardened(), "worker-1", 10250, { state: "filtered" })),
      verdict: "unknown",
      says: /scan with a kubeconfig/,
    },
    { when: "the node is gone", seen: hardened(), subject: gone, verdict: "not-applicable" },
  ]);
});
