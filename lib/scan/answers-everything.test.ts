import assert from "node:assert/strict";
import { createServer } from "node:net";
import { describe, type TestContext, test } from "node:test";
import { checks } from "../checks/index.ts";
import { hardened, inventory, node, withInventory, withPort } from "../checks/sample-evidence.ts";
import type { CheckResult } from "../domain/scan-report.ts";
import { buildEvidence } from "../evidence/index.ts";
import { profileLimits } from "../probes/index.ts";
import { answer, answerRequests, contextWith, listen } from "../probes/test-targets.ts";
import { judgeEvidence } from "./judge-evidence.ts";
import { type Looked, lookAtTargets } from "./look-at-targets.ts";
import type { PlannedTarget } from "./plan-targets.ts";

/** What random numbers of nought draw. */
const canaries = [61_000, 61_001, 61_002];
const readOnly = 10_255;
const pods = JSON.stringify({ kind: "PodList", apiVersion: "v1", metadata: {}, items: [] });

/** A server on each of these ports that gives any request the same pods. */
async function answerOn(t: TestContext, address: string, ports: readonly number[]): Promise<void> {
  for (const port of ports)
    await listen(
      t,
      createServer((socket) => answerRequests(socket, { "*": answer(200, pods) })),
      address,
      port,
    );
}

function targetAt(address: string, first: number[], changes: Partial<PlannedTarget> = {}): PlannedTarget {
  const hints = new Map([[readOnly, "kubelet-read-only"]]);
  return { node: "worker-1", address, first, rest: [], udp: [], hints, maybeEmpty: false, ...changes };
}

function look(target: PlannedTarget): Promise<Looked> {
  const limits = { ...profileLimits.standard, connectTimeoutMs: 400 };
  return lookAtTargets([target], {
    limits,
    caBundle: null,
    context: contextWith({ timeoutMs: 300 }),
    random: () => 0,
    onDone() {},
  });
}

function judge(address: string, looked: Pick<Looked, "observations" | "sweeps" | "problems">): CheckResult[] {
  const seen = withInventory(hardened(), { ...inventory(), nodes: [node("worker-1", address)] });
  const evidence = buildEvidence({ ...seen, ...looked });
  return judgeEvidence(evidence, { checks, clusterUid: "uid", alsoJudge: [] }).results;
}

const verdictOf = (results: readonly CheckResult[], id: string) => results.find(({ checkId }) => checkId === id);
/** Findings that something on the wire opened, as sentences. */
const opened = (results: readonly CheckResult[]) =>
  results
    .filter(({ verdict, evidence }) => verdict === "fail" && evidence.some((item) => item.decisive && item.vantage))
    .map(({ checkId, reason }) => `${checkId}: ${reason}`);

describe("naabu#57, naabu#67: a firewall answered on every port, and each of them was reported open", () => {
  test("nothing of such an address opens a finding: the answers are unknown and say why", async (t) => {
    const address = "127.117.0.1";
    await answerOn(t, address, [readOnly, 10_250, ...canaries]);
    const looked = await look(targetAt(address, [readOnly, 10_250, 2379], { rest: [30_000, 30_001] }));
    const results = judge(address, looked);
    assert.deepEqual(opened(results), []);
    const unknown = verdictOf(results, "kubelet-readonly-port-open");
    assert.equal(unknown?.verdict, "unknown");
    assert.match(unknown?.reason ?? "", /127\.117\.0\.1 answers on every port from test/);
  });

  test("the scan names the address once, with its canaries, and asks it nothing more", async (t) => {
    const address = "127.117.0.2";
    await answerOn(t, address, [readOnly, 10_250, ...canaries]);
    const looked = await look(targetAt(address, [readOnly, 10_250, 2379], { rest: [30_000, 30_001] }));
    assert.equal(looked.problems.length, 1);
    assert.match(looked.problems[0]?.message ?? "", /61000, 61001 and 61002 among them.*other 2 ports/);
    const [sweep] = looked.sweeps;
    assert.deepEqual(
      [sweep?.answersEverything, sweep?.open, sweep?.closed, sweep?.failed, sweep?.ports],
      [true, 0, 1, 2, "2379,10250,10255"],
    );
    assert.ok(looked.observations.every(({ exchanges, state }) => !exchanges && state !== "open"));
    assert.equal(looked.failed, 2);
  });

  test("an address of a range at which nothing but a firewall answers is no host, and is named all the same", async (t) => {
    const address = "127.117.0.3";
    await answerOn(t, address, [readOnly, ...canaries]);
    const looked = await look(targetAt(address, [readOnly], { maybeEmpty: true }));
    assert.deepEqual([looked.observations, looked.sweeps, looked.problems.length], [[], [], 1]);
  });
});

describe("naabu#294: a host with many open ports was to be trusted less, whatever they answered", () => {
  test("one whose canaries are closed is judged by its answers, though every port looked at is open", async (t) => {
    const address = "127.117.0.4";
    const open = [readOnly, 10_248, 10_256, 30_080, 30_081];
    await answerOn(t, address, open);
    const looked = await look(targetAt(address, open));
    assert.deepEqual(looked.problems, []);
    assert.equal(looked.sweeps[0]?.answersEverything, undefined);
    assert.equal(verdictOf(judge(address, looked), "kubelet-readonly-port-open")?.verdict, "fail");
  });

  test("two canaries that answer by chance are not every port", async (t) => {
    const address = "127.117.0.5";
    await answerOn(t, address, [readOnly, ...canaries.slice(1)]);
    const looked = await look(targetAt(address, [readOnly]));
    assert.equal(verdictOf(judge(address, looked), "kubelet-readonly-port-open")?.verdict, "fail");
  });
});

describe("naabu#422: an antivirus on the scanner took connections to 25 and 110 that were closed on every host", () => {
  test("ports that take a connection and say nothing open no finding of a component", () => {
    const components = ["kubelet", "api-server", "controller-manager", "scheduler", "kube-proxy", "certificate"];
    const ports = [25, 110, 6443, 8080, 10_248, 10_249, 10_250, 10_251, 10_252, 10_255, 10_256, 10_257, 10_259];
    const seen = ports.reduce((before, port) => withPort(before, "cp-1", port, { state: "open" }), hardened());
    const judged = judgeEvidence(buildEvidence(seen), { checks, clusterUid: "uid", alsoJudge: [] }).results;
    assert.deepEqual(opened(judged.filter(({ component }) => components.includes(component ?? ""))), []);
  });
});
