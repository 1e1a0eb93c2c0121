import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { checks } from "../checks/index.ts";
import type { VantageKind } from "../domain/vantage.ts";
import type { Fleet, PlantedFault } from "../fleet/index.ts";
import { fleetOn, resultOf, scanFleet } from "./fleet-fixture.ts";

let fleet: Fleet;
let stop: () => Promise<void>;

before(async () => {
  ({ fleet, stop } = await fleetOn("127.133"));
});
after(() => stop());

/** Probes the one subject of a fault again, as "Re-check" does. */
async function recheck(fault: PlantedFault, kind: VantageKind) {
  const options = { vantage: { name: "scanner", kind } };
  const whole = await scanFleet(fleet, fault.cluster, { ...options, scope: { checks: [fault.checkId] } });
  const before = resultOf(whole, fault);
  assert.ok(before, `${fault.id} is not judged at all`);
  assert.equal(before.verdict, "fail", `${fault.id}: ${before.reason}`);
  await fleet.fix(fault.id);
  const nodes = before.subject.node ? { nodes: [before.subject.node] } : {};
  const alsoJudge = [{ checkId: fault.checkId, subject: before.subject }];
  const narrow = await scanFleet(fleet, fault.cluster, {
    ...options,
    alsoJudge,
    scope: { checks: [fault.checkId], ...nodes },
  });
  assert.equal(narrow.results.length, 1);
  return { before, after: narrow.results[0] };
}

for (const check of checks) {
  test(`${check.id}: the fix applied on the node turns the verdict`, async () => {
    const fault = fleet.faults().find((entry) => entry.checkId === check.id && !entry.fixed);
    assert.ok(fault, "the fleet plants no fault for this check");
    const kind = fault.vantages.includes("worker-node") ? "worker-node" : fault.vantages[0];
    assert.ok(kind);
    try {
      const { before, after: verdict } = await recheck(fault, kind);
      assert.equal(verdict?.verdict, "pass", verdict?.reason);
      assert.equal(verdict?.fingerprint, before.fingerprint);
    } finally {
      await fleet.unfix(fault.id);
    }
  });
}
