import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { checks } from "../checks/index.ts";
import type { Fleet } from "../fleet/index.ts";
import { carriedOutBy, checkProofs, isRepairedByFleet } from "./check-proofs.ts";
import { fleetOn } from "./fleet-fixture.ts";
import { Findings } from "./proof/finding-fixture.ts";
import { unknownUntilSupplied } from "./proof/order-fixture.ts";

let fleet: Fleet;
let findings: Findings;
let stop: () => Promise<void>;

before(async () => {
  ({ fleet, stop } = await fleetOn());
  findings = new Findings(fleet);
});
after(() => stop());

for (const { id } of checks.filter((check) => checkProofs[check.id]?.fleetFault !== undefined)) {
  test(`${id}: its remediation, carried out, turns the verdict`, async () => {
    const finding = await findings.of(id);
    const { fault, result } = finding;
    try {
      const itself = isRepairedByFleet(id);
      if (itself) await fleet.fix(fault.id);
      const { ways, verdict } = itself
        ? { ways: [], verdict: await findings.recheck(finding) }
        : await findings.carryOut(finding);
      const supply = unknownUntilSupplied[id];
      assert.equal(verdict.verdict, supply ? "unknown" : "pass", verdict.reason);
      assert.equal(verdict.fingerprint, result.fingerprint);
      if (supply) assert.match(verdict.reason, supply);
      if (!itself) assert.equal(checkProofs[id]?.proof, carriedOutBy(ways.join(", ")));
      assert.equal(checkProofs[id]?.fleetFault, fault.id);
    } finally {
      await fleet.restore(fault.cluster);
    }
  });
}

test("every check has a proof, or a reason why the fleet cannot show its fault", () => {
  assert.deepEqual(Object.keys(checkProofs).sort(), checks.map(({ id }) => id).sort());
  const planted = new Set(fleet.faults().map(({ checkId }) => checkId));
  const told = Object.entries(checkProofs).filter(([, { fleetFault }]) => fleetFault !== undefined);
  assert.deepEqual(told.map(([id]) => id).sort(), [...planted].sort());
});
