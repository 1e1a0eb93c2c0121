import assert from "node:assert/strict";
import { test } from "node:test";
import { checks } from "../checks/index.ts";
import { evidenceOf, hardened } from "../checks/sample-evidence.ts";
import type { Judgement } from "../domain/check.ts";
import type { ImportedOpinion } from "../domain/imported.ts";
import { asOthersSaw } from "./join-opinions.ts";

const check = checks.find(({ id }) => id === "kubelet-anonymous-auth-enabled") ?? assert.fail("no such check");
const sample = evidenceOf(hardened());
const subject = check.subjects(sample)[0] ?? assert.fail("no subject");
const own: Judgement = { verdict: "unknown", reason: "/configz could not be read.", evidence: [] };

const daysAgo = (days: number) => new Date(sample.now.getTime() - days * 86_400_000).toISOString();
const opinion = (more: Partial<ImportedOpinion> = {}): ImportedOpinion => ({
  tool: "kube-bench",
  toolVersion: null,
  at: daysAgo(2),
  ruleId: "4.2.1",
  title: "Ensure that anonymous requests are refused",
  checkId: check.id,
  node: subject.node ?? null,
  verdict: "fail",
  says: "--anonymous-auth=true",
  ...more,
});
const judged = (imported: ImportedOpinion[], before = own, by = check) =>
  asOthersSaw(by, subject, before, { ...sample, imported });

test("an unknown becomes a fail by another tool's recent fail, with its words, its day and why we could not look", () => {
  const fail = judged([opinion()]);
  assert.deepEqual([fail.verdict, fail.severity], ["fail", check.severity.base]);
  assert.match(
    fail.reason,
    /^kube-bench 4\.2\.1 says: --anonymous-auth=true, seen \d{4}-\d\d-\d\d\. Breakwater itself/,
  );
  assert.deepEqual(
    fail.evidence.map(({ received, at, decisive }) => [received, at, decisive]),
    [["--anonymous-auth=true", daysAgo(2), true]],
  );
});

test("another tool's pass, its unknown and its old fail leave an unknown unknown", () => {
  assert.equal(judged([opinion({ verdict: "pass" })]), own);
  assert.equal(judged([opinion({ verdict: "unknown" })]), own);
  assert.equal(judged([opinion({ at: daysAgo(31) })]), own);
  assert.equal(judged([opinion({ at: daysAgo(-1) })]), own, "a time in the future is no time");
});

test("a word about another node, another check or the whole cluster decides nothing on this node", () => {
  for (const more of [{ node: "elsewhere" }, { node: null }, { checkId: "other" }])
    assert.equal(judged([opinion(more)]), own);
});

test("where tools contradict each other it stays unknown, and says who says what", () => {
  const both = judged([opinion(), opinion({ tool: "Kubescape", ruleId: "C-0069", verdict: "pass", at: daysAgo(9) })]);
  assert.equal(both.verdict, "unknown");
  assert.match(both.reason, /Other tools disagree: kube-bench 4\.2\.1 .*, Kubescape C-0069 passed it/);
});

test("our own verdict stands whatever others say, and what answers on the wire is not decided by a file", () => {
  const pass: Judgement = { ...own, verdict: "pass" };
  assert.equal(judged([opinion()], pass), pass);
  assert.equal(judged([opinion()], own, { ...check, kind: "probe" }), own);
});
