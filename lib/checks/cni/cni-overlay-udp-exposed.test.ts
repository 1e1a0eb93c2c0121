import assert from "node:assert/strict";
import { describe, it } from "node:test";
import type { PortState } from "../../domain/port-state.ts";
import type { VantageKind } from "../../domain/vantage.ts";
import { overlayUdpPorts, udpControlPorts } from "../../domain/well-known-ports.ts";
import { contextFor, fromVantage, hardened, observation, type Seen, withInventory } from "../sample-evidence.ts";
import { verdictTable } from "../sample-verdicts.ts";
import { cniOverlayUdpExposed as check } from "./cni-overlay-udp-exposed.ts";

/** UDP answers of cp-1: control ports and overlay ports as given, the other overlay ports closed. */
function over(
  kind: VantageKind,
  states: Partial<Record<number, PortState | null>>,
  control: PortState = "closed",
): Seen {
  const seen = fromVantage(hardened(), kind);
  const at = (port: number, state: PortState | null) =>
    observation("cp-1", port, {
      protocol: "UDP",
      state,
      vantage: seen.vantage,
      reason: state === "closed" ? "port-unreach" : "no-response",
    });
  const overlay = overlayUdpPorts.map(({ port }) =>
    at(port, states[port] === undefined ? "closed" : (states[port] ?? null)),
  );
  return {
    ...seen,
    observations: [...seen.observations, ...overlay, ...udpControlPorts.map((port) => at(port, control))],
  };
}

const silent = "open|filtered" as const;
const allSilent = Object.fromEntries(overlayUdpPorts.map(({ port }) => [port, silent]));

describe(check.id, () => {
  verdictTable(check, [
    {
      when: "VXLAN takes packets from the internet",
      seen: over("internet", { 8472: silent }),
      verdict: "fail",
      severity: "high",
      says: /8472\/UDP vxlan.*let it reject/,
    },
    {
      when: "VXLAN takes packets from another network",
      seen: over("other-network", { 4789: silent }),
      verdict: "fail",
      severity: "medium",
    },
    { when: "VXLAN takes packets from a pod", seen: over("pod", { 8472: silent }), verdict: "fail", severity: "info" },
    {
      when: "only WireGuard takes packets from the internet",
      seen: over("internet", { 51820: silent }),
      verdict: "fail",
      severity: "medium",
    },
    {
      when: "WireGuard and VXLAN both do",
      seen: over("internet", { 51820: silent, 6081: silent }),
      verdict: "fail",
      severity: "high",
    },
    {
      when: "a node sends to it, as it has to",
      seen: over("worker-node", { 8472: silent }),
      verdict: "unknown",
      says: /as an overlay has to/,
    },
    { when: "every overlay port is refused", seen: over("internet", {}), verdict: "pass", says: /port unreachable/ },
    { when: "a filter says that it forbids it", seen: over("internet", { 8472: "filtered" }), verdict: "pass" },
    {
      when: "all UDP is silent, used or not",
      seen: over("internet", allSilent, silent),
      verdict: "unknown",
      says: /ports that nobody uses as well/,
    },
    { when: "a probe broke", seen: over("internet", { 8472: null }), verdict: "unknown", says: /broke/ },
    { when: "no UDP port was asked", seen: hardened(), verdict: "unknown", says: /scan again/ },
    {
      when: "the node is gone",
      seen: withInventory(hardened(), { nodes: [] }),
      subject: { kind: "Node", uid: "uid-cp-1", name: "cp-1", node: "cp-1", port: 8472, protocol: "UDP" },
      verdict: "not-applicable",
    },
  ]);

  it("rejects rather than drops, since silence over UDP proves nothing", () => {
    const { steps } = check.remediate(contextFor({ values: { nodes: "192.0.2.10,192.0.2.21" } }));
    const rules = steps.find(({ language }) => language === "nft")?.code ?? "";
    assert.match(rules, /udp dport \{ .*8472.* \} counter reject with icmpx port-unreachable/);
    assert.doesNotMatch(rules, /\bdrop\b/);
    assert.match(rules, /192\.0\.2\.21/);
    const zone = check
      .remediate(contextFor({ distribution: "k3s" }))
      .steps.map(({ code }) => code ?? "")
      .join("\n");
    assert.match(zone, /port="8472" protocol="udp" reject/);
  });
});
