import assert from "node:assert/strict";
import { test } from "node:test";
import { componentOfCheck } from "./component-of-check.ts";

test("a check's id begins with its component, and what fits none is other", () => {
  assert.equal(componentOfCheck("kubelet-readonly-port-open"), "kubelet");
  assert.equal(componentOfCheck("kube-proxy-metrics-exposed"), "kube-proxy");
  assert.equal(componentOfCheck("api-server-anonymous"), "api-server");
  assert.equal(componentOfCheck("scan-coverage-gap"), "other");
  assert.equal(componentOfCheck("kubeletish"), "other");
});
