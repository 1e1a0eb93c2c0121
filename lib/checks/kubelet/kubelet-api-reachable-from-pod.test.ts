import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { contextFor, fromVantage, hardened, withNode } from "../sample-evidence.ts";
import { kubeletApiReachableFromPod as check } from "./kubelet-api-reachable-from-pod.ts";
import { answering, broken, closed, configured, filtered, foreign, kubeletTable } from "./sample-kubelets.ts";

const inPod = (seen = hardened()) => fromVantage(seen, "pod");

describe(check.id, () => {
  kubeletTable(check, [
    { when: "a pod connects", seen: inPod(), verdict: "fail", severity: "medium", says: /from pod scanner/ },
    {
      when: "it answers the pod without credentials",
      seen: inPod(answering("open")),
      verdict: "fail",
      severity: "high",
    },
    {
      when: "the kubelet allows everything",
      seen: inPod(configured({ authorization: { mode: "AlwaysAllow" } })),
      verdict: "fail",
      severity: "high",
    },
    {
      when: "anonymous access is on",
      seen: inPod(configured({ authentication: { anonymous: { enabled: true } } })),
      verdict: "fail",
      severity: "high",
    },
    { when: "the pod gets no answer", seen: inPod(filtered()), verdict: "pass", says: /filtered from a pod/ },
    { when: "the pod is refused", seen: inPod(closed()), verdict: "pass" },
    { when: "no scan was made from a pod", seen: hardened(), verdict: "unknown", says: /--vantage pod/ },
    { when: "the internet is the only vantage", seen: fromVantage(hardened(), "internet"), verdict: "unknown" },
    { when: "the probe broke", seen: inPod(broken()), verdict: "unknown" },
    { when: "something unknown listens", seen: inPod(foreign(10250, null)), verdict: "unknown" },
    {
      when: "the node is not known to be up",
      seen: withNode(inPod(filtered()), "worker-1", { ready: null }),
      verdict: "unknown",
    },
    {
      when: "the node is gone",
      seen: inPod(),
      subject: { kind: "Node", uid: "uid-gone", name: "worker-9", node: "worker-9", port: 10250 },
      verdict: "not-applicable",
    },
  ]);

  it("keeps pods out and lets the control plane in", () => {
    const { steps } = check.remediate(contextFor());
    const rules = steps.find(({ language }) => language === "nft")?.code ?? "";
    assert.match(rules, /ip saddr \{ 192\.0\.2\.10 \} accept/);
    assert.doesNotMatch(rules, /10\.244/);
  });
});
