import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import type { Remediation } from "../domain/remediation.ts";
import type { Fleet } from "../fleet/index.ts";
import { checkProofs, isRepairedByFleet } from "./check-proofs.ts";
import { fleetOn } from "./fleet-fixture.ts";
import { Findings } from "./proof/finding-fixture.ts";
import { cannotTell, promises } from "./proof/promises-fixture.ts";
import { runAsWritten } from "./proof/terminal-fixture.ts";

let fleet: Fleet;
let findings: Findings;
let stop: () => Promise<void>;

before(async () => {
  ({ fleet, stop } = await fleetOn());
  findings = new Findings(fleet);
});
after(() => stop());

/** Whether a command printed what its page promises. */
function keeps(checkId: string, { expect }: Remediation["verify"], printed: string): boolean {
  const promise = promises[checkId];
  return promise ? promise.test(printed) : printed === expect;
}

const shown = Object.entries(checkProofs).filter(([, { fleetFault }]) => fleetFault !== undefined);

for (const [id] of shown.filter(([id]) => cannotTell[id] === undefined)) {
  test(`${id}: its verify command prints what it promises after the fix, and not before`, async () => {
    const finding = await findings.of(id);
    const { fault, result } = finding;
    const seat = { fleet, cluster: fault.cluster, node: result.context.nodeName };
    try {
      const { verify } = result.remediation;
      const before = await runAsWritten(verify.command, seat);
      assert.equal(keeps(id, verify, before), false, `before: $ ${verify.command}\n${before}`);
      if (isRepairedByFleet(id)) await fleet.fix(fault.id);
      else await findings.carryOut(finding);
      const after = await runAsWritten(verify.command, seat);
      assert.equal(keeps(id, verify, after), true, `after: $ ${verify.command}\n${after}\npromised: ${verify.expect}`);
    } finally {
      await fleet.restore(fault.cluster);
    }
  });
}

test("every verify command of a planted fault is run, or has a reason why it cannot tell here", () => {
  const ids = new Set(shown.map(([id]) => id));
  const strangers = [...Object.keys(cannotTell), ...Object.keys(promises)].filter((id) => !ids.has(id));
  assert.deepEqual(strangers, []);
  assert.deepEqual(
    Object.keys(cannotTell).filter((id) => promises[id] !== undefined),
    [],
  );
});
