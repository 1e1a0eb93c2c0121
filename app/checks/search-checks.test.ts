import assert from "node:assert/strict";
import { test } from "node:test";
import { checks } from "../../lib/checks/index.ts";
import { searchChecks } from "./search-checks.ts";

const search = (q: string) => searchChecks(checks, { q });
const found = (q: string) => search(q).map(({ check }) => check.id);

test("a check is found by a CIS number, a CVE, another tool's id and its port", () => {
  for (const q of ["cis 4.2.4", "CVE-2025-0426", "KHV043", "c-0175", "10255"]) {
    assert.ok(found(q).includes("kubelet-readonly-port-open"), q);
  }
});

test("an id finds exactly the checks that judge the same, and says by what they were found", () => {
  const anonymous = ["kubelet-anonymous-exec", "kubelet-anonymous-auth-enabled"];
  assert.deepEqual(found("C-0069"), anonymous);
  for (const { matched } of search("C-0069"))
    assert.deepEqual(
      matched.map(({ tool, id }) => `${tool} ${id}`),
      ["Kubescape C-0069"],
    );
  for (const q of ["KHV036", "kubelet_disable_anonymous_auth"])
    for (const id of anonymous) assert.ok(found(q).includes(id), `${q} ${id}`);
  assert.deepEqual(
    found("4.2.1").filter((id) => !id.startsWith("kubelet-") && !id.startsWith("setting-")),
    [],
  );
  assert.ok(found("kubelet_disable_anonymous_auth").includes("kubelet-anonymous-exec"));
  assert.ok(found("AVD-KCV-0079").includes("kubelet-anonymous-auth-enabled"));
});

test("a number with its benchmark finds what that benchmark means by it", () => {
  assert.deepEqual(found("cis-1.8 1.2.15"), ["apiserver-noderestriction-off"]);
  for (const q of ["eks-1.8.0 3.2.1", "rke2-cis-1.8 4.2.1"])
    assert.ok(found(q).includes("kubelet-anonymous-auth-enabled"), q);
  assert.ok(!found("eks-1.8.0 3.2.1").includes("apiserver-audit-logging-missing"));
});

test("every word has to occur", () => {
  assert.deepEqual(found("kubelet-readonly-port-open etcd-metrics"), []);
  assert.deepEqual(found("C-0069 etcd-metrics"), []);
});

test("component and tier narrow down what the words find", () => {
  const etcd = searchChecks(checks, { component: "etcd" });
  assert.ok(etcd.length > 0 && etcd.every(({ check }) => check.component === "etcd"));
  const first = searchChecks(checks, { component: "etcd", tier: 1 });
  assert.ok(first.length > 0 && first.length < etcd.length && first.every(({ check }) => check.tier === 1));
});

test("no words find every check", () => {
  assert.equal(found("  ").length, checks.length);
  assert.equal(searchChecks(checks, {}).length, checks.length);
});
