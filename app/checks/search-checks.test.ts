import assert from "node:assert/strict";
import { test } from "node:test";
import { checks } from "../../lib/checks/index.ts";
import { searchChecks } from "./search-checks.ts";

const found = (q: string) => searchChecks(checks, q).map(({ id }) => id);

test("a check is found by a CIS number, a CVE, another tool's id and its port", () => {
  for (const q of ["cis 4.2.4", "CVE-2025-0426", "KHV043", "c-0175", "10255"]) {
    assert.ok(found(q).includes("kubelet-readonly-port-open"), q);
  }
});

test("every word has to occur", () => {
  assert.deepEqual(found("kubelet-readonly-port-open etcd-metrics"), []);
});

test("no words find every check", () => {
  assert.equal(found("  ").length, checks.length);
  assert.equal(searchChecks(checks, undefined).length, checks.length);
});
