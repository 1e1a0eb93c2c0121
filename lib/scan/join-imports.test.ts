import assert from "node:assert/strict";
import { test } from "node:test";
import { inventory } from "../checks/sample-evidence.ts";
import type { Observation, Sweep } from "../domain/observation.ts";
import { importedHere } from "./join-imports.ts";

const at = "2026-11-01T10:00:00.000Z";
const own = { name: "scanner", kind: "worker-node" as const };
const outside = { name: "nmap-internet", kind: "internet" as const };
const address = "192.0.2.21";

const seen = (port: number, more: Partial<Observation> = {}): Observation => ({
  node: "worker-1",
  address,
  port,
  protocol: "TCP",
  state: "open",
  service: null,
  vantage: outside,
  at,
  rttMs: null,
  reason: null,
  importedFrom: "nmap 7.95",
  ...more,
});
const sweep = (ports: string, closed: number, filtered = 0): Sweep => ({
  node: "worker-1",
  address,
  protocol: "TCP",
  vantage: own,
  at,
  ports,
  open: 0,
  closed,
  filtered,
  failed: 0,
});
const join = (observations: Observation[], look: { observations?: Observation[]; sweeps?: Sweep[] } = {}) =>
  importedHere(inventory(), { opinions: [], observations, nodeReports: [] }, { observations: [], sweeps: [], ...look });

test("what listens at an open port of another vantage is told by this scan's own look at it", () => {
  const kubelet = seen(10250, { vantage: own, service: "kubelet" });
  assert.deepEqual(
    join([seen(10250), seen(22)], { observations: [kubelet] }).map(({ port, service, vantage }) => [
      port,
      service,
      vantage,
    ]),
    [
      [10250, "kubelet", outside],
      [22, null, outside],
    ],
  );
});

test("a port that is closed now is not open from anywhere, however lately another tool saw it open", () => {
  const closed = seen(10255, { vantage: own, state: "closed" });
  assert.deepEqual(join([seen(10255)], { observations: [closed] }), []);
  assert.deepEqual(join([seen(30080)], { sweeps: [sweep("30000-30099", 100)] }), []);
});

test("a port that this scan could not look at, or that was filtered from here, stays as the other tool saw it", () => {
  const filtered = seen(10255, { vantage: own, state: "filtered" });
  assert.equal(join([seen(10255)], { observations: [filtered] }).length, 1);
  assert.equal(join([seen(30080)], { sweeps: [sweep("30000-30099", 99, 1)] }).length, 1);
  assert.equal(join([seen(30080)]).length, 1);
});

test("an address that is of no node any more falls away, and one that changed hands is the new owner's", () => {
  assert.deepEqual(join([seen(22, { address: "192.0.2.99" })]), []);
  assert.equal(join([seen(22, { node: "gone-1" })])[0]?.node, "worker-1");
});
