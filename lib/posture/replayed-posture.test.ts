import assert from "node:assert/strict";
import { test } from "node:test";
import type { RawEvidence } from "../domain/raw-evidence.ts";
import type { CheckResult } from "../domain/scan-report.ts";
import { hour, judgedNode, rawAt } from "./replay-fixture.ts";
import { ReplayedPosture } from "./replayed-posture.ts";

const knownChecks = ["a-check"];
const open = {
  fingerprint: "a-check worker-2",
  checkId: "a-check",
  subject: { kind: "Node" as const, uid: "uid-worker-2", name: "worker-2", node: "worker-2" },
  severity: "low" as const,
  openedAt: hour(0),
  namespace: "",
  nodeRole: "worker",
  distribution: "kubeadm",
};

function replayed(scans: [hour: number, results: CheckResult[], change?: Partial<RawEvidence>][], before = [open]) {
  const posture = new ReplayedPosture(before);
  for (const [n, results, change] of scans) {
    const raw = rawAt(n, change);
    posture.apply({ at: raw.finishedAt, raw, results, knownChecks });
  }
  return posture;
}
const opened = (posture: ReplayedPosture, hidden: string[] = []) =>
  posture.counts(new Set(hidden)).open.map(({ nodeRole, severity, count }) => `${nodeRole} ${severity} ${count}`);

test("what stood before stays until a pass of it, whatever else is seen", () => {
  assert.deepEqual(opened(replayed([[1, [judgedNode("worker-1", "fail")]]])), ["worker low 1", "worker high 1"]);
  assert.deepEqual(opened(replayed([[1, [judgedNode("worker-2", "unknown")]]])), ["worker low 1"]);
  assert.deepEqual(opened(replayed([[1, [judgedNode("worker-2", "pass")]]])), []);
});

test("a finding of a node that left, or of a check that is no more, is closed", () => {
  const gone = { ...open, subject: { ...open.subject, uid: "uid-gone" } };
  assert.deepEqual(opened(replayed([[1, []]], [gone])), []);
  assert.deepEqual(opened(replayed([[1, []]], [{ ...open, checkId: "retired" }])), []);
});

test("what a person had accepted is not counted, and comes back when it no longer is", () => {
  const posture = replayed([[1, [judgedNode("cp-1", "fail", "critical")]]]);
  assert.deepEqual(opened(posture, [open.fingerprint]), ["control-plane critical 1"]);
  assert.equal(opened(posture).length, 2);
});

test("verdicts are those of the last whole scan; what a stopped one doubts moves nothing", () => {
  const whole: CheckResult[] = [
    judgedNode("cp-1", "pass"),
    judgedNode("worker-1", "pass"),
    judgedNode("worker-2", "unknown"),
  ];
  const counts = (posture: ReplayedPosture) => {
    const { passed, unknown } = posture.counts(new Set());
    return [passed, unknown];
  };
  assert.deepEqual(counts(replayed([[1, whole]])), [2, 1]);
  const stopped = [judgedNode("cp-1", "unknown"), judgedNode("worker-2", "pass")];
  assert.deepEqual(
    counts(
      replayed([
        [1, whole],
        [2, stopped, { stopped: true }],
      ]),
    ),
    [3, 0],
  );
  assert.deepEqual(
    counts(
      replayed([
        [1, whole],
        [2, [judgedNode("cp-1", "pass")]],
      ]),
    ),
    [1, 0],
  );
});

test("nodes count by role, and one out of reach as not checked", () => {
  const sweeps = rawAt(1).sweeps.filter(({ node }) => node !== "worker-2");
  const observations = rawAt(1).observations.filter(({ node }) => node !== "worker-2");
  const coverage = { known: 3, checked: 2, unreachable: ["worker-2"] };
  const { nodes } = replayed([[1, [], { sweeps, observations, coverage }]]).counts(new Set());
  assert.deepEqual(
    nodes.map(({ nodeRole, known, checked }) => [nodeRole, known, checked]),
    [
      ["control-plane", 1, 1],
      ["worker", 2, 1],
    ],
  );
});

test("a scan whose clock went back counts at its place, so that its fix is not passed over", () => {
  const posture = new ReplayedPosture([]);
  const raw = rawAt(5);
  posture.apply({ at: raw.finishedAt, raw, results: [judgedNode("worker-1", "fail")], knownChecks });
  const at = new Date(Date.parse(raw.finishedAt) + 1).toISOString();
  posture.apply({ at, raw: rawAt(2), results: [judgedNode("worker-1", "pass")], knownChecks });
  assert.deepEqual(opened(posture), []);
});

test("what is open is judged again by the next scan although nothing lists it", () => {
  assert.deepEqual(replayed([]).openSubjects(), [{ checkId: "a-check", subject: open.subject }]);
});
