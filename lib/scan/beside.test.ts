import assert from "node:assert/strict";
import { test } from "node:test";
import { findCheck } from "../checks/index.ts";
import { evidenceOf, hardened, withInventory } from "../checks/sample-evidence.ts";
import type { Door } from "../domain/workload.ts";
import { besideOf } from "./beside.ts";

const user = (door: Door) => ({
  ...{ kind: "ConfigMap", namespace: "monitoring", name: `reads-${door}`, uid: `uid-${door}` },
  ...{ door, program: null, where: "prometheus.yml line 1" },
});
const doors: Door[] = ["kubelet-anonymous", "kubelet-read-only-port", "etcd-client"];
const evidence = evidenceOf(withInventory(hardened(), { consumers: doors.map(user) }));
const usersAt = (port: number) => {
  const check = findCheck("setting-contradicts-wire");
  assert.ok(check);
  const subject = { kind: "Node" as const, uid: "uid-worker-1", name: "worker-1", node: "worker-1", port };
  return besideOf(check, subject, "fail", evidence).impact?.users.map(({ door }) => door);
};

test("beside a finding of a check of several doors stand the users of the subject's own door alone", () => {
  assert.deepEqual(usersAt(10250), ["kubelet-anonymous"]);
  assert.deepEqual(usersAt(10255), ["kubelet-read-only-port"]);
  assert.deepEqual(usersAt(2379), ["etcd-client"]);
});

test("no users are listed where the fix closes no door", () => {
  assert.equal(usersAt(6443), undefined);
});
