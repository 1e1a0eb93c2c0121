import assert from "node:assert/strict";
import { test } from "node:test";
import type { ExposureRow } from "../../lib/domain/views/node-view.ts";
import { openOn } from "./open-on.ts";

const clusters = [
  { id: "a", name: "alpha", nodes: { known: 3, checked: 2 } },
  { id: "b", name: "beta", nodes: { known: 1, checked: 1 } },
];

function row(changes: Partial<ExposureRow>): ExposureRow {
  return {
    clusterId: "b",
    nodeId: "n1",
    node: "worker-1",
    address: "192.0.2.21",
    port: 10_250,
    protocol: "TCP",
    state: "open",
    service: "kubelet",
    section: "kubelet",
    vantage: { name: "laptop", kind: "other-network" },
    at: "2026-11-21T08:00:00Z",
    since: "2026-11-20T08:00:00Z",
    ...changes,
  };
}

test("a node with two addresses and two vantages is one node", () => {
  const [first] = openOn(clusters, [
    row({}),
    row({ address: "192.0.2.121" }),
    row({ vantage: { name: "pod", kind: "pod" } }),
  ]);
  assert.deepEqual(first?.nodes, [{ id: "n1", name: "worker-1" }]);
  assert.deepEqual([first.checked, first.vantages.length, first.services], [1, 2, ["kubelet"]]);
});

test("clusters where it is open come first, and those where it is not stay listed with what was checked", () => {
  const listed = openOn(clusters, [row({})]);
  assert.deepEqual(
    listed.map(({ cluster, nodes, checked }) => [cluster.name, nodes.length, checked]),
    [
      ["beta", 1, 1],
      ["alpha", 0, 2],
    ],
  );
});

test("an address of no node is counted beside the nodes, not among them", () => {
  const [first] = openOn(clusters.slice(1), [row({ node: null, nodeId: null, address: "198.51.100.7" })]);
  assert.deepEqual([first?.nodes, first?.elsewhere], [[], ["198.51.100.7"]]);
});
