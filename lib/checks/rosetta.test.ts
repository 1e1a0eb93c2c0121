import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { checks, findCheck } from "./index.ts";
import { benchmarks } from "./rosetta/benchmarks.ts";
import { cisRules } from "./rosetta/cis-rules.ts";
import { kubeHunterRules } from "./rosetta/kube-hunter.ts";
import { kubescapeRules } from "./rosetta/kubescape.ts";
import { noCounterpart } from "./rosetta/no-counterpart.ts";
import { parseCis, parseTool, plainId } from "./rosetta/parse-references.ts";
import { prowlerRules } from "./rosetta/prowler.ts";
import { trivyRules } from "./rosetta/trivy.ts";
import { checksForRule, counterpartsNamed, rosettaOf, whyNoCounterpart } from "./rosetta.ts";

const tables = { kubescape: kubescapeRules, trivy: trivyRules, "kube-hunter": kubeHunterRules, prowler: prowlerRules };

describe("references", () => {
  test("of CIS are read with their distribution, versions and numbers, and refused in any other form", () => {
    assert.deepEqual(parseCis("CIS Kubernetes Benchmark v1.12 and v2.0.1 §4.2.1, §4.2.2"), {
      distribution: null,
      versions: ["v1.12", "v2.0.1"],
      numbers: ["4.2.1", "4.2.2"],
    });
    assert.deepEqual(parseCis("CIS EKS v1.8 §5.4.1 §5.4.2"), {
      distribution: "eks",
      versions: ["v1.8"],
      numbers: ["5.4.1", "5.4.2"],
    });
    for (const text of ["CIS 4.2.1", "CIS EKS v1.8", "CIS EKS v1.8 §x"]) assert.equal(parseCis(text), null, text);
  });

  test("of tools are read with one id an entry, or none where the tool has no rule of its own", () => {
    assert.deepEqual(parseTool("kubescape C-0069"), [{ tool: "Kubescape", id: "C-0069" }]);
    assert.deepEqual(
      parseTool("kube-hunter KHV036/KHV039").map(({ id }) => id),
      ["KHV036", "KHV039"],
    );
    assert.deepEqual(parseTool("nmap"), [{ tool: "Nmap", id: null }]);
    assert.deepEqual(parseTool("CDK (partial)"), [{ tool: "CDK", id: null }]);
    assert.equal(plainId("AVD-KCV-0079"), plainId("kcv0079"));
    assert.equal(plainId("KSV047"), plainId("KSV-0047"));
  });

  test("of every check can be read", () => {
    for (const check of checks)
      for (const text of check.references.cis) assert.ok(parseCis(text), `${check.id}: ${text}`);
  });
});

test("every check has a counterpart, or a reason why there is none, and never both", () => {
  for (const check of checks) {
    const reason = noCounterpart[check.id];
    assert.notEqual(rosettaOf(check).length > 0, reason !== undefined, check.id);
    if (reason) assert.equal(whyNoCounterpart(check), reason);
  }
  for (const id of Object.keys(noCounterpart)) assert.ok(findCheck(id), id);
});

test("an id that a check names leads back to that check", () => {
  for (const check of checks)
    for (const { tool, id } of rosettaOf(check)) {
      if (id === null) continue;
      assert.ok(counterpartsNamed(check, id).length > 0, `${check.id} ${id}`);
      if (tool !== "CIS" && tool !== "kube-bench")
        assert.ok(checksForRule(tool, id).includes(check.id), `${tool} ${id}`);
    }
});

test("every rule of the tables belongs to a check that exists", () => {
  for (const [tool, rules] of Object.entries(tables))
    for (const id of Object.keys(rules)) {
      const found = checksForRule(tool, id);
      assert.ok(found.length > 0, `${tool} ${id} belongs to no check`);
      for (const checkId of found) assert.ok(findCheck(checkId), checkId);
    }
});

test("every id of Kubescape, Trivy, kube-hunter and Prowler's own provider that a check names has its title", () => {
  for (const check of checks)
    for (const { tool, id, title } of rosettaOf(check))
      if (id && tool.toLowerCase() in tables && !unconfirmed.includes(id))
        assert.ok(title, `${check.id}: ${tool} ${id}`);
});

/** Newer than the stored documentation of the tool, or of another provider: named without title and severity. */
const unconfirmed = [
  "C-0291",
  "C-0292",
  "C-0293",
  "eks_cluster_not_publicly_accessible",
  "eks_cluster_network_policy_enabled",
];

test("a number of kube-bench is looked up in the benchmark that it was printed for", () => {
  const anonymous = checksForRule("kube-bench", "4.2.1");
  assert.ok(anonymous.includes("kubelet-anonymous-auth-enabled"));
  for (const id of [
    "cis-1.12 4.2.1",
    "CIS-2.0.1 4.2.1",
    "rke2-cis-1.8 4.2.1",
    "eks-1.8.0 3.2.1",
    "aks-1.8 3.2.1",
    "rh-1.8 4.2.2",
  ])
    assert.deepEqual(checksForRule("kube-bench", id), anonymous, id);
  assert.deepEqual(checksForRule("kube-bench", "cis-1.8 1.2.15"), ["apiserver-noderestriction-off"]);
  assert.deepEqual(checksForRule("kube-bench", "cis-1.12 1.2.14"), ["apiserver-noderestriction-off"]);
  assert.deepEqual(checksForRule("kube-bench", "eks-1.8.0 5.4.1"), ["apiserver-exposed-internet"]);
});

test("a number of a benchmark that is not known, or that has no such rule, belongs to no check", () => {
  assert.deepEqual(checksForRule("kube-bench", "ack-1.0 4.2.1"), []);
  assert.deepEqual(checksForRule("kube-bench", "gke-1.9.0 3.2.1"), []);
  assert.deepEqual(checksForRule("kube-bench", "9.9.9"), []);
  assert.deepEqual(checksForRule("kubescape", ""), []);
  assert.deepEqual(checksForRule("falco", "C-0069"), []);
});

test("ids are found in every spelling that the tools use", () => {
  const trivy = checksForRule("trivy", "KCV0079");
  assert.ok(trivy.length > 0);
  for (const id of ["AVD-KCV-0079", "kcv-0079", "KCV0079"])
    assert.deepEqual(checksForRule("Trivy Operator", id), trivy);
  assert.deepEqual(checksForRule("Kubescape", "c-0069"), ["kubelet-anonymous-exec", "kubelet-anonymous-auth-enabled"]);
  assert.ok(checksForRule("kube-hunter", "KHV036").includes("kubelet-anonymous-exec"));
  assert.ok(checksForRule("prowler", "kubelet_disable_anonymous_auth").includes("kubelet-anonymous-exec"));
});

test("Trivy's rules about flags of the kubelet belong to checks of the kubelet", () => {
  for (const number of ["79", "80", "81", "82", "85", "88", "89", "90", "91", "92"]) {
    const found = checksForRule("trivy", `KCV00${number}`);
    assert.ok(found.length > 0 && found.every((id) => id.startsWith("kubelet-")), `KCV00${number}: ${found}`);
    assert.deepEqual(checksForRule("trivy", `AVD-KCV-00${number}`), found);
  }
});

test("a rule that asks for the opposite of ours is no counterpart", () => {
  assert.deepEqual(checksForRule("kubescape", "C-0115"), []);
  assert.deepEqual(checksForRule("trivy", "KCV0003"), []);
});

test("a benchmark gives each rule one number, and no two rules the same", () => {
  for (const benchmark of benchmarks) {
    const numbers = Object.keys(cisRules).flatMap((rule) => benchmark.numberOf(rule) ?? []);
    const all = [...numbers, ...Object.keys(benchmark.own)];
    assert.equal(new Set(all).size, all.length, benchmark.id);
  }
});
