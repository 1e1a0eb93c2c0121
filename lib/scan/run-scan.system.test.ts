import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { after, before, test } from "node:test";
import { checks, findCheck } from "../checks/index.ts";
import { severityRank } from "../domain/severity.ts";
import type { VantageKind } from "../domain/vantage.ts";
import type { Fleet } from "../fleet/index.ts";
import { fleetOn, found, planted, resultOf, scanFleet, scannerSource } from "./fleet-fixture.ts";

let fleet: Fleet;
let stop: () => Promise<void>;

before(async () => {
  ({ fleet, stop } = await fleetOn());
});
after(() => stop());

const kinds: VantageKind[] = ["internet", "other-network", "pod", "worker-node", "control-plane"];

for (const kind of kinds) {
  test(`from ${kind} the scan finds every planted fault and raises no false alarm`, async () => {
    const report = await scanFleet(fleet, "harbor", { vantage: { name: "scanner", kind } });
    assert.ok(planted(fleet, "harbor", kind).length > 0);
    assert.deepEqual(found(report), planted(fleet, "harbor", kind));
  });
}

test("with the scanner's own role every planted fault is found or unknown with a reason, and nothing else fails", async () => {
  const report = await scanFleet(fleet, "harbor", { source: scannerSource(fleet, "harbor") });
  const wanted = planted(fleet, "harbor", "worker-node");
  const alarms = found(report);
  assert.deepEqual(
    alarms.filter((key) => !wanted.includes(key)),
    [],
  );
  assert.ok(alarms.length > wanted.length / 2, `${alarms.length} of ${wanted.length}`);
  const faults = fleet.faults().filter((fault) => fault.cluster === "harbor" && !fault.fixed);
  for (const fault of faults.filter(({ vantages }) => vantages.includes("worker-node"))) {
    // One check may judge several ports of a node: the planted one counts.
    const { port } = fault.subject;
    const fails = report.results.filter(({ verdict }) => verdict === "fail");
    const there = report.results.filter(({ subject }) => port === undefined || subject.port === port);
    const result = resultOf({ ...report, results: fails }, fault) ?? resultOf({ ...report, results: there }, fault);
    const what = `${fault.checkId} ${fault.subject.name}: ${result?.verdict}: ${result?.reason}`;
    assert.ok(result?.verdict === "fail" || result?.verdict === "unknown", what);
    assert.ok(result.reason.length > 10, what);
  }
});

for (const cluster of ["lagoon", "skiff", "dinghy", "sloop", "ketch", "galleon", "tender"]) {
  test(`in ${cluster} the scan finds what is planted and nothing else`, async () => {
    assert.deepEqual(found(await scanFleet(fleet, cluster)), planted(fleet, cluster, "worker-node"));
  });
}

test("hardened nodes raise nothing", async () => {
  const report = await scanFleet(fleet, "harbor");
  const hardened =
    fleet.clusters.find(({ name }) => name === "harbor")?.nodes.filter(({ posture }) => posture === "hardened") ?? [];
  assert.ok(hardened.length >= 3);
  const alarms = report.results.filter(
    ({ verdict, subject }) => verdict === "fail" && hardened.some(({ name }) => name === subject.node),
  );
  assert.deepEqual(
    alarms.map(({ checkId, subject }) => `${checkId} ${subject.name}`),
    [],
  );
});

test("every result says why, cites what it saw, and carries a fix and a way to verify it", async () => {
  const report = await scanFleet(fleet, "harbor");
  assert.deepEqual(
    [...new Set(report.results.map(({ checkId }) => checkId))].sort(),
    checks.map(({ id }) => id).sort(),
  );
  for (const result of report.results) {
    assert.ok(result.reason.length > 10, result.checkId);
    assert.ok(result.remediation.steps.length > 0 && result.remediation.verify.command, result.checkId);
    if (result.verdict !== "fail") continue;
    assert.ok(result.evidence.length > 0, `${result.checkId} without evidence`);
    const [worst, mildest] = findCheck(result.checkId)?.severity.range ?? [result.severity, result.severity];
    const rank = severityRank(result.severity);
    const inRange = rank >= severityRank(worst) && rank <= severityRank(mildest);
    assert.ok(inRange, `${result.checkId}'s severity lies outside of what it declares: ${result.severity}`);
  }
  assert.equal(new Set(report.results.map(({ fingerprint }) => fingerprint)).size, report.results.length);
});

test("an unreachable node is said to be so, and nothing about it is a pass", async () => {
  const report = await scanFleet(fleet, "harbor");
  assert.equal(report.coverage.nodes.unreachable.length, 1);
  const silent = report.coverage.nodes.unreachable[0];
  const answers = report.results.filter(({ subject }) => subject.node === silent && subject.kind === "Node");
  const wire = answers.filter(
    ({ verdict, evidence }) => verdict === "pass" && evidence.every(({ vantage }) => vantage !== null),
  );
  assert.deepEqual(
    wire.map(({ checkId }) => checkId),
    [],
  );
  assert.ok(report.problems.some(({ where }) => where.includes(silent ?? "?")));
});

test("a scan that is stopped keeps finished nodes, is partial, and passes nothing it did not look at", async () => {
  const controller = new AbortController();
  const report = await scanFleet(fleet, "harbor", {
    signal: controller.signal,
    onProgress: ({ nodesDone }) => nodesDone >= 2 && controller.abort(),
  });
  assert.equal(report.outcome, "partial");
  const { checked, known } = report.coverage.nodes;
  assert.ok(checked >= 1 && checked < known, `${checked} of ${known}`);
  const seen = new Set(report.sweeps.map(({ node }) => node));
  assert.ok(
    report.coverage.nodes.unreachable.every((name) => seen.has(name)),
    "what it did not come to is not unreachable",
  );
  const gaps = report.results.filter(({ checkId, verdict }) => checkId === "scan-coverage-gap" && verdict === "fail");
  assert.ok(
    gaps.every(({ subject }) => seen.has(subject.name)),
    "what it did not come to is no finding",
  );
  const guessed = report.results.filter(
    ({ verdict, subject, evidence }) =>
      verdict === "pass" &&
      subject.kind === "Node" &&
      !seen.has(subject.node ?? "") &&
      evidence.every(({ vantage }) => vantage !== null),
  );
  assert.deepEqual(
    guessed.map(({ checkId, subject }) => `${checkId} ${subject.name}`),
    [],
  );
});

test("a scan that is stopped at once judges nothing that it should have looked at", async () => {
  const before = await scanFleet(fleet, "harbor");
  const controller = new AbortController();
  const stopped = await scanFleet(fleet, "harbor", {
    signal: controller.signal,
    alsoJudge: before.results.filter(({ verdict }) => verdict === "fail"),
    onPlan: () => controller.abort(),
  });
  assert.deepEqual([stopped.outcome, stopped.coverage.nodes.checked], ["partial", 0]);
  const kinds = new Map(checks.map(({ id, kind }) => [id, kind]));
  const judged = stopped.results.filter(
    ({ checkId, verdict }) => kinds.get(checkId) !== "config" && verdict !== "unknown",
  );
  assert.deepEqual(
    judged.map(({ checkId, verdict, subject }) => `${checkId} ${subject.name} ${verdict}`),
    [],
  );
});

test("an identity that may only list nodes loses checks by name, and they answer unknown", async () => {
  const text = readFileSync(fleet.kubeconfigs.viewer, "utf8");
  const source = { kind: "kubeconfig", text, context: "harbor", origin: "file" } as const;
  const report = await scanFleet(fleet, "harbor", { source, profile: "quick" });
  const services = report.coverage.lost.find(({ need }) => need === "list services");
  assert.ok(services?.checks.includes("nodeport-unapproved"));
  assert.match(services?.grant ?? "", /services/);
  const nodePorts = report.results.filter(({ checkId }) => checkId === "nodeport-unapproved");
  assert.deepEqual([...new Set(nodePorts.map(({ verdict }) => verdict))], ["unknown"]);
  assert.match(nodePorts[0]?.reason ?? "", /list services/);
});

test("no secret of the cluster is in the report", async () => {
  const text = JSON.stringify(await scanFleet(fleet, "harbor"));
  const kubeconfig = readFileSync(fleet.kubeconfigs.scanner, "utf8");
  const token = /token: "?([^\s"]+)/.exec(kubeconfig)?.[1] ?? "";
  assert.ok(token.length > 20);
  for (const secret of [token, "PRIVATE KEY", "hunter2", "SECRET_VALUE"]) assert.ok(!text.includes(secret), secret);
});
