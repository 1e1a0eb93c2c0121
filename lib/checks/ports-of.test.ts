import assert from "node:assert/strict";
import { test } from "node:test";
import { findCheck } from "./index.ts";
import { portsOf } from "./ports-of.ts";

const ports = (id: string) => {
  const check = findCheck(id);
  assert.ok(check, id);
  return portsOf(check);
};

test("a check of the kubelet that names no port judges the kubelet's own", () => {
  assert.deepEqual(ports("kubelet-anonymous-auth-enabled"), [10250]);
});

test("a check keeps the ports that it names, and one of another component that names none has none", () => {
  assert.deepEqual(ports("kubelet-readonly-port-open"), [10255]);
  assert.deepEqual(ports("rbac-nodes-proxy"), []);
});
