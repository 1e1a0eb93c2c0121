import assert from "node:assert/strict";
import { test } from "node:test";
import { wellKnownPorts } from "../domain/well-known-ports.ts";
import { budget, portsFor } from "./profiles.ts";

const node = {
  kubeletPort: 10350,
  nodePorts: [31000],
  hostPorts: [9100, 10250],
  nodePortRange: [30000, 30009],
} as const;

test("quick is the well-known ports, the node's kubelet port and what is declared", () => {
  const ports = portsFor("quick", node);
  for (const port of [...wellKnownPorts.map((entry) => entry.port), 10350, 31000, 9100]) {
    assert.ok(ports.includes(port), `${port} is looked at`);
  }
  assert.equal(ports.length, new Set(ports).size);
  assert.equal(ports.includes(30001), false);
});

test("standard adds the whole NodePort range of the cluster", () => {
  const ports = portsFor("standard", node);
  for (let port = 30000; port <= 30009; port += 1) assert.ok(ports.includes(port));
  assert.equal(ports.length, portsFor("quick", node).length + 10);
});

test("full is every port but those on which printers print what they are sent", () => {
  const bare = { ...node, hostPorts: [], maybePrinter: true };
  const ports = portsFor("full", bare);
  assert.equal(ports.length, 65_527);
  assert.deepEqual([ports[0], ports.at(-1)], [1, 65_535]);
  assert.ok(!ports.includes(9100) && !ports.includes(9107) && ports.includes(9108));
});

test("node-exporter's port is looked at on a node that the cluster names, in every profile, and not on any address", () => {
  for (const profile of ["quick", "standard", "full"] as const) {
    const named = portsFor(profile, { ...node, hostPorts: [] });
    assert.ok(named.includes(9100) && !named.includes(9101), profile);
    assert.ok(!portsFor(profile, { ...node, hostPorts: [], maybePrinter: true }).includes(9100), profile);
  }
});

test("a list of one's own replaces the profile's ports", () => {
  assert.deepEqual(portsFor("full", node, [443, 22, 22]), [22, 443]);
});

test("the budget counts two looks a port and grows with silence", () => {
  const cost = budget("standard", [2788, 2788]);
  assert.equal(cost.connections, 11_152);
  assert.ok(cost.seconds.least < cost.seconds.most);
  assert.deepEqual(budget("quick", []), { connections: 0, seconds: { least: 0, most: 0 } });
});

test("a rate limit bounds the budget from below", () => {
  assert.equal(budget("quick", [1000], { rate: 100 }).seconds.least, 20);
});
