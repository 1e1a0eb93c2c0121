import assert from "node:assert/strict";
import { test } from "node:test";
import type { Observation } from "../../lib/domain/observation.ts";
import { moreOpen, portRows, vantagesOf } from "./port-rows.ts";

function seen(port: number, changes: Partial<Observation> = {}): Observation {
  return {
    node: "worker-1",
    address: "192.0.2.21",
    port,
    protocol: "TCP",
    state: "closed",
    service: null,
    vantage: { name: "scanner", kind: "worker-node" },
    at: "2026-03-01T10:00:00Z",
    rttMs: 1,
    reason: "conn-refused",
    ...changes,
  };
}
const office = { name: "office", kind: "other-network" } as const;

test("a port has one row with a state for each vantage, the most open of its addresses", () => {
  const { kubelet } = portRows([
    seen(10250, { state: "filtered", vantage: office }),
    seen(10250, { address: "192.0.2.21" }),
    seen(10250, { address: "198.51.100.4", state: "open", service: "kubelet" }),
  ]);
  assert.equal(kubelet.length, 1);
  assert.deepEqual(kubelet[0]?.states, { office: "filtered", scanner: "open" });
  assert.deepEqual(kubelet[0]?.addresses, ["192.0.2.21", "198.51.100.4"]);
  assert.equal(kubelet[0]?.telling.address, "198.51.100.4");
});

test("a broken probe is unknown, never closed, and any real state says more", () => {
  const [row] = portRows([seen(2379, { state: null, problem: "EMFILE" })]).etcd;
  assert.equal(row?.states.scanner, "unknown");
  assert.equal(moreOpen("unknown", "closed"), "closed");
});

test("ports stand in their section, and a kubelet on another port with the kubelet's", () => {
  const rows = portRows([seen(31000), seen(22), seen(12250, { state: "open", service: "kubelet" })]);
  assert.deepEqual(
    rows.nodeport.map(({ port }) => port),
    [31000],
  );
  assert.deepEqual(
    rows.other.map(({ port }) => port),
    [22],
  );
  assert.deepEqual(
    rows.kubelet.map(({ port }) => port),
    [12250],
  );
});

test("vantages stand widest first", () => {
  assert.deepEqual(
    vantagesOf([seen(1), seen(1, { vantage: office })]).map(({ name }) => name),
    ["office", "scanner"],
  );
});
