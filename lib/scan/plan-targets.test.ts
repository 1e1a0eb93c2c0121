import assert from "node:assert/strict";
import { test } from "node:test";
import { hardened, node } from "../checks/sample-evidence.ts";
import { cidrLabel } from "../discovery/index.ts";
import type { ClusterService, Inventory } from "../domain/inventory.ts";
import { overlayUdpPorts, udpControlPorts } from "../domain/well-known-ports.ts";
import { type PlanOptions, planTargets } from "./plan-targets.ts";

const dns: ClusterService = {
  uid: "uid-dns",
  namespace: "kube-system",
  name: "dns",
  type: "NodePort",
  ports: [
    { name: "dns", port: 53, targetPort: "5353", nodePort: 30_053, protocol: "UDP" },
    { name: "dns-tcp", port: 53, targetPort: "5353", nodePort: 30_054, protocol: "TCP" },
    { name: "voice", port: 9, targetPort: "media", nodePort: 30_055, protocol: "UDP" },
  ],
  healthCheckNodePort: null,
  externalIPs: [],
  declaredExternalIPs: [],
  externalTrafficPolicy: null,
  loadBalancer: null,
  selector: {},
  labels: {},
  annotations: {},
  managers: [],
  readyEndpoints: 1,
  createdAt: null,
};
const hostPort = {
  namespace: "media",
  pod: "turn-0",
  podUid: "uid-turn",
  node: "worker-1",
  port: 3478,
  protocol: "UDP" as const,
  via: "hostPort" as const,
  hostIP: null,
  container: "turn",
};
const inventory: Inventory = {
  ...hardened().inventory,
  services: [dns],
  hostPorts: [hostPort, { ...hostPort, port: 6379, protocol: "TCP" }],
};

function planned(name: string, options: Partial<PlanOptions> = {}, listed: Inventory = inventory) {
  const target = planTargets(listed, { profile: "quick", alsoJudge: [], ...options }).find(
    (entry) => entry.node === name,
  );
  assert.ok(target);
  return target;
}
const udpPorts = (name: string, options: Partial<PlanOptions> = {}) =>
  planned(name, options).udp.map(({ port }) => port);

test("declared UDP NodePorts, UDP hostPorts and overlay ports are asked, between two control ports", () => {
  const { udp } = planned("worker-1");
  const overlay = overlayUdpPorts.map(({ port }) => port);
  assert.deepEqual(
    udp.map(({ port }) => port),
    [udpControlPorts[0], 30_053, 30_055, 3478, ...overlay, udpControlPorts[1]],
  );
  assert.equal(udp.find(({ port }) => port === 30_053)?.hint, "dns");
  assert.equal(udp.find(({ port }) => port === 30_055)?.hint, null);
  assert.equal(udp.find(({ port }) => port === 6081)?.hint, "geneve");
  assert.equal(udpPorts("worker-2").includes(3478), false);
});

test("a list of ports of one's own is a list of TCP ports", () => {
  assert.deepEqual(udpPorts("worker-1", { ports: [443] }), []);
});

test("a scan of some checks asks only the UDP ports that they judge", () => {
  assert.deepEqual(udpPorts("worker-1", { scope: { checks: ["etcd-client-unauthenticated"] } }), []);
  assert.equal(udpPorts("worker-1", { scope: { checks: ["cni-overlay-udp-exposed"] } }).includes(30_053), false);
  assert.equal(udpPorts("worker-1", { scope: { checks: ["nodeport-unapproved"] } }).includes(8472), false);
});

test("a re-check of a UDP port asks that one, and over TCP only whether the node is there", () => {
  const subject = { kind: "Service", uid: "uid-dns", name: "dns", port: 30_053, protocol: "UDP" } as const;
  const checkId = "nodeport-unapproved";
  const target = planned("worker-1", { scope: { checks: [checkId] }, alsoJudge: [{ checkId, subject }] });
  assert.deepEqual(
    target.udp.map(({ port }) => port),
    [udpControlPorts[0], 30_053, udpControlPorts[1]],
  );
  assert.deepEqual([...target.first, ...target.rest], [10_250]);
});

test("ports that nobody reserved are marked for what declares them", () => {
  const { hints } = planned("worker-1");
  assert.deepEqual(
    [hints.get(30_054), hints.get(6379), hints.get(10_250), hints.get(9100)],
    ["nodeport", "host-port", "kubelet", "node-exporter"],
  );
});

test("a printer's port is looked at on a node, and never on an address out of a range", () => {
  const scope = { checks: ["metrics-exporter-exposed"] };
  const ranged = node("192.0.2.77", "192.0.2.77", { labels: { [cidrLabel]: "192.0.2.0/24" } });
  const listed = { ...inventory, nodes: [...inventory.nodes, ranged] };
  for (const options of [{}, { scope }, { profile: "full" as const }]) {
    assert.equal(planned("worker-1", options, listed).first.includes(9100), true);
    const target = planned("192.0.2.77", options, listed);
    assert.equal([...target.first, ...target.rest].includes(9100), false);
  }
});
