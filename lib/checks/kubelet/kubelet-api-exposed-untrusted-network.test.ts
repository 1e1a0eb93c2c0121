import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { contextFor, fromVantage, hardened, observation, vantageOf, withNode, withPort } from "../sample-evidence.ts";
import { kubeletApiExposedUntrustedNetwork as check } from "./kubelet-api-exposed-untrusted-network.ts";
import { answering, broken, closed, filtered, foreign, kubeletTable, pending, unreachable } from "./sample-kubelets.ts";

const silent = unreachable(unreachable());
const outside = (seen = hardened()) => fromVantage(seen, "internet");
const everyNodeSilent = {
  ...outside(),
  observations: outside().observations.map(({ node, port, vantage }) =>
    observation(node, port, { state: "filtered", vantage }),
  ),
};

describe(check.id, () => {
  kubeletTable(check, [
    { when: "it answers the internet", seen: outside(), verdict: "fail", severity: "high", says: /internet scanner/ },
    {
      when: "it answers another network",
      seen: fromVantage(hardened(), "other-network"),
      verdict: "fail",
      severity: "medium",
    },
    {
      when: "it answers the internet without credentials",
      seen: outside(answering("open")),
      verdict: "fail",
      severity: "critical",
    },
    {
      when: "it ends the handshake for want of a certificate, and so is reachable",
      seen: outside(pending()),
      verdict: "fail",
      severity: "high",
    },
    { when: "it is filtered from outside", seen: outside(filtered()), verdict: "pass", says: /is filtered from a net/ },
    { when: "it is closed from outside", seen: outside(closed()), verdict: "pass" },
    {
      when: "the node is silent from outside, and seen open from inside",
      seen: withInside(withNode(outside(silent), "worker-1", { ready: null })),
      verdict: "pass",
    },
    { when: "no scan was made from outside", seen: hardened(), verdict: "unknown", says: /--vantage internet/ },
    { when: "a pod is the only vantage", seen: fromVantage(hardened(), "pod"), verdict: "unknown" },
    {
      when: "nothing at all answers from outside",
      seen: everyNodeSilent,
      verdict: "unknown",
      says: /a block cannot be told from a dead path/,
    },
    {
      when: "the node is not known to be up",
      seen: withNode(outside(filtered()), "worker-1", { ready: false }),
      verdict: "unknown",
      says: /dead node/,
    },
    { when: "the probe broke", seen: outside(broken()), verdict: "unknown", says: /EMFILE/ },
    { when: "something unknown listens", seen: outside(foreign(10250, null)), verdict: "unknown" },
    {
      when: "the node is gone",
      seen: outside(),
      subject: { kind: "Node", uid: "uid-gone", name: "worker-9", node: "worker-9", port: 10250 },
      verdict: "not-applicable",
    },
  ]);

  it("admits control plane and pods at the host's firewall, by address only", () => {
    const { steps } = check.remediate(
      contextFor({ controlPlaneAddresses: ["192.0.2.10", "fd00::10", "cp; flush ruleset"] }),
    );
    const rules = steps.find(({ language }) => language === "nft")?.code ?? "";
    assert.match(rules, /tcp dport 10250 ip saddr \{ 192\.0\.2\.10, 10\.244\.0\.0\/16 \} accept/);
    assert.match(rules, /tcp dport 10250 ip6 saddr \{ fd00::10 \} accept/);
    assert.ok(rules.indexOf("accept") < rules.indexOf("tcp dport 10250 drop"));
    assert.doesNotMatch(rules, /flush/);
  });

  it("says where to add the control plane when none of its addresses is known", () => {
    const { steps } = check.remediate(contextFor({ controlPlaneAddresses: [], podCIDRs: [] }));
    assert.match(steps.find(({ language }) => language === "nft")?.code ?? "", /# No address of the control plane/);
  });
});

function withInside(seen: ReturnType<typeof hardened>) {
  const inside = observation("worker-1", 10250, {
    state: "open",
    service: "kubelet",
    vantage: vantageOf("worker-node"),
  });
  const elsewhere = withPort(seen, "cp-1", 443, { state: "closed" });
  return { ...elsewhere, observations: [...elsewhere.observations, inside] };
}
