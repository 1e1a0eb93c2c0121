import assert from "node:assert/strict";
import { test } from "node:test";
import { entryOf, expectedPort } from "./baseline-input.ts";
import { groupDrift } from "./group-drift.ts";

const asked = { clusterId: "c", port: 9100, because: " node exporter " };

test("an entry is about the node, the role or the Service that was chosen, and says nothing it was not told", () => {
  assert.deepEqual(entryOf(expectedPort.parse({ ...asked, node: "w1", owner: "", until: "" })), {
    ports: "9100",
    protocol: "TCP",
    nodes: { name: "w1" },
    because: "node exporter",
  });
  const said = expectedPort.parse({ ...asked, role: "worker", protocol: "UDP", owner: "ops", until: "2027-03-31" });
  assert.deepEqual(entryOf(said), {
    ports: "9100",
    protocol: "UDP",
    nodes: { role: "worker" },
    owner: "ops",
    because: "node exporter",
    until: "2027-03-31",
  });
  assert.equal(entryOf(expectedPort.parse({ ...asked, service: "a/b" })).service, "a/b");
});

test("a reason is needed, and a day is one that exists", () => {
  assert.ok(!expectedPort.safeParse({ ...asked, because: "  " }).success);
  assert.ok(!expectedPort.safeParse({ ...asked, until: "2027-02-30" }).success);
  assert.ok(!expectedPort.safeParse({ ...asked, port: 70_000 }).success);
});

test("drift for one reason is one row with its nodes", () => {
  const port = {
    node: "w2",
    role: "worker",
    distribution: "kubeadm",
    port: 9100,
    protocol: "TCP",
    vantages: [],
    services: [],
    explanation: null,
    owner: null,
    speaks: null,
    nodePortOf: null,
    finding: null,
  } as const;
  const expectation = { kind: "unexpected" } as const;
  const groups = groupDrift([
    { port, expectation },
    { port: { ...port, node: "w1" }, expectation },
    { port: { ...port, port: 22 }, expectation },
    { port: { ...port, port: 22, node: "cp", role: "control-plane" }, expectation },
  ]);
  assert.deepEqual(
    groups.map((group) => [group.port, group.nodes, group.role]),
    [
      [9100, ["w1", "w2"], "worker"],
      [22, ["cp", "w2"], null],
    ],
  );
});
