import assert from "node:assert/strict";
import { test } from "node:test";
import type { Observation } from "../domain/observation.ts";
import type { EffectiveSetting } from "../domain/setting.ts";
import { type ComparedNode, compareNodes, type NodeJudgement } from "./compare-nodes.ts";

const vantage = { name: "scanner", kind: "worker-node" as const };

function node(name: string, rest: Partial<ComparedNode> = {}): ComparedNode {
  return { name, judgements: [], observations: [], sweeps: [], settings: [], looked: () => true, ...rest };
}

function judgement(name: string, verdict: NodeJudgement["verdict"], rest: Partial<NodeJudgement> = {}): NodeJudgement {
  const subject = { kind: "Node" as const, uid: name, name, port: 10255, protocol: "TCP" as const };
  const evidence = [{ sent: "connect", received: verdict, vantage, decisive: true }];
  return {
    ...{ checkId: "read-only", verdict, severity: "high", headline: `${verdict} on ${name}`, reason: "why" },
    ...{ subject, evidence },
    ...rest,
  };
}

function seen(name: string, port: number, rest: Partial<Observation> = {}): Observation {
  const base = { node: name, address: "127.0.0.1", port, protocol: "TCP" as const, state: "open" as const };
  return { ...base, service: "http", vantage, at: "2026-11-01T00:00:00Z", rttMs: 1, reason: null, ...rest };
}

const setting = (name: string, value: EffectiveSetting["value"]): EffectiveSetting => ({
  ...{ component: "kubelet", node: null, name, value, decidedBy: value === null ? null : "configz" },
  ...{ why: "no source could be read", readings: [], contradiction: null },
});

const kinds = (a: ComparedNode, b: ComparedNode) => compareNodes(a, b).map(({ kind }) => kind);

test("the same question on two nodes is matched by check and port, not by node", () => {
  const on = (name: string, verdict: NodeJudgement["verdict"], rest: Partial<NodeJudgement> = {}) =>
    node(name, { judgements: [judgement(name, verdict, rest)] });
  assert.deepEqual(kinds(on("a", "fail"), on("b", "fail")), ["same"]);
  assert.deepEqual(kinds(on("a", "fail"), on("b", "pass")), ["differs"]);
  assert.deepEqual(kinds(on("a", "fail"), on("b", "fail", { severity: "low" })), ["differs"]);
  assert.deepEqual(kinds(on("a", "pass"), on("b", "pass", { severity: "low" })), ["same"]);
  assert.deepEqual(kinds(on("a", "fail"), on("b", "unknown")), ["not-comparable"]);
  assert.deepEqual(kinds(on("a", "unknown"), on("b", "unknown")), ["same"]);
  assert.deepEqual(kinds(on("a", "fail"), node("b")), ["only-a"]);
  assert.deepEqual(kinds(node("a"), on("b", "pass")), ["only-b"]);
});

test("a differing verdict carries both proofs as text, or says that one is no longer kept", () => {
  const a = node("a", { judgements: [judgement("a", "fail")] });
  const b = node("b", { judgements: [judgement("b", "pass", { evidence: null })] });
  const [difference] = compareNodes(a, b);
  assert.deepEqual(difference?.fields, [{ field: "verdict", before: "fail", after: "pass" }]);
  assert.deepEqual(difference?.lines.before, ["why", "→ connect", "← fail"]);
  assert.match(difference?.lines.after.join() ?? "", /no longer kept/);
  assert.equal(difference?.title, "fail on a");
});

test("a port that answers on one node only is only there, unless nobody looked at it on the other", () => {
  const open = node("a", { observations: [seen("a", 9100)] });
  assert.deepEqual(kinds(open, node("b")), ["only-a"]);
  assert.deepEqual(kinds(open, node("b", { looked: () => false })), ["not-comparable"]);
  assert.deepEqual(kinds(open, node("b", { observations: [seen("b", 9100)] })), ["same"]);
  const kubelet = node("b", { observations: [seen("b", 9100, { service: "kubelet" })] });
  const [difference] = compareNodes(open, kubelet);
  assert.deepEqual(difference?.fields, [{ field: "service", before: "http", after: "kubelet" }]);
  assert.deepEqual(kinds(open, node("b", { observations: [seen("b", 9100, { state: "closed" })] })), ["only-a"]);
});

test("settings are compared by value; one that is not known is not comparable", () => {
  const of = (...settings: EffectiveSetting[]) => node("n", { settings });
  assert.deepEqual(kinds(of(setting("readOnlyPort", 0)), of(setting("readOnlyPort", 10255))), ["differs"]);
  assert.deepEqual(kinds(of(setting("readOnlyPort", 0)), of(setting("readOnlyPort", 0))), ["same"]);
  const [unknown] = compareNodes(of(setting("readOnlyPort", null)), of(setting("readOnlyPort", 0)));
  assert.deepEqual([unknown?.kind, unknown?.detail], ["not-comparable", "no source could be read"]);
  assert.deepEqual(kinds(of(setting("a", [])), of(setting("b", true))), ["only-a", "only-b"]);
});
