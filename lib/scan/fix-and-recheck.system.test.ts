import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { checks } from "../checks/index.ts";
import type { CheckResult, ScanReport } from "../domain/scan-report.ts";
import type { VantageKind } from "../domain/vantage.ts";
import { type AppliedWay, applyRemediation } from "../fleet/apply/index.ts";
import type { Fleet, PlantedFault } from "../fleet/index.ts";
import { checkProofs, proofOf } from "./check-proofs.ts";
import { fleetOn, resultOf, scanFleet } from "./fleet-fixture.ts";
import { byHand, firstFix, unknownUntilSupplied } from "./proof/by-hand-fixture.ts";
import { editors } from "./proof/editors-fixture.ts";

/** A remediation that names one namespace of several is carried out until the finding is gone. */
const rounds = 8;

let fleet: Fleet;
let stop: () => Promise<void>;

before(async () => {
  ({ fleet, stop } = await fleetOn());
});
after(() => stop());

const whole = new Map<string, Promise<ScanReport>>();

/** One scan of a cluster from one kind of place serves every check: the fleet is put back after each. */
function wholeScan(cluster: string, kind: VantageKind): Promise<ScanReport> {
  const key = `${cluster} ${kind}`;
  const known = whole.get(key) ?? scanFleet(fleet, cluster, { vantage: { name: "scanner", kind } });
  whole.set(key, known);
  return known;
}

interface Found {
  fault: PlantedFault;
  kind: VantageKind;
  result: CheckResult;
}

/** The first fault of a check that is seen where nothing else stands before it. */
async function findingOf(checkId: string, faults: PlantedFault[]): Promise<Found> {
  for (const fault of faults) {
    const kind = fault.vantages.includes("worker-node") ? "worker-node" : fault.vantages[0];
    assert.ok(kind, `${fault.id} can be seen from nowhere`);
    const first = await inTheWay(checkId, fault);
    const options = { vantage: { name: "scanner", kind }, scope: { checks: [checkId] } };
    const report = first ? await scanFleet(fleet, fault.cluster, options) : await wholeScan(fault.cluster, kind);
    const result = resultOf(report, fault);
    if (result?.verdict === "fail") return { fault, kind, result };
    await fleet.restore(fault.cluster);
  }
  return assert.fail(`no fault of ${checkId} is found`);
}

async function inTheWay(checkId: string, { cluster, subject }: PlantedFault): Promise<boolean> {
  const other = fleet.faults().find((fault) => fault.cluster === cluster && fault.checkId === firstFix[checkId]);
  const isNode = other?.subject.kind === "Node";
  if (!other || (isNode && other.subject.name !== subject.name)) return false;
  await fleet.fix(other.id);
  return true;
}

/** Probes the one subject of a finding again, as "Re-check" does. */
async function recheck({ fault, kind, result }: Found): Promise<CheckResult> {
  const nodes = result.subject.node ? { nodes: [result.subject.node] } : {};
  const report = await scanFleet(fleet, fault.cluster, {
    vantage: { name: "scanner", kind },
    alsoJudge: [{ checkId: fault.checkId, subject: result.subject }],
    scope: { checks: [fault.checkId], ...nodes },
  });
  const again = report.results.find(({ fingerprint }) => fingerprint === result.fingerprint);
  assert.ok(again, "the re-check judges the same finding");
  return again;
}

/** Carries out what the finding says, and again where its words change because one part of several is done. */
async function carryOut(found: Found): Promise<{ ways: AppliedWay[]; verdict: CheckResult }> {
  const { fault, kind } = found;
  const editor = editors[fault.checkId];
  const ways = new Set<AppliedWay>();
  let verdict = found.result;
  for (let round = 0; round < rounds && verdict.verdict === "fail"; round += 1) {
    const { remediation, context } = verdict;
    const done = await applyRemediation(fleet, fault.cluster, remediation, {
      ...context,
      vantage: kind,
      ...(editor === undefined ? {} : { editor }),
    });
    for (const way of done) ways.add(way);
    if (done.length === 0) break;
    verdict = await recheck(found);
    if (JSON.stringify(verdict.remediation) === JSON.stringify(remediation)) break;
  }
  return { ways: [...ways], verdict };
}

for (const { id } of checks.filter((check) => checkProofs[check.id]?.fleetFault !== undefined)) {
  test(`${id}: its remediation, carried out, turns the verdict`, async () => {
    const faults = fleet.faults().filter((fault) => fault.checkId === id);
    const found = await findingOf(id, faults);
    const { cluster } = found.fault;
    try {
      if (byHand[id] !== undefined) await fleet.fix(found.fault.id);
      const { ways, verdict } =
        byHand[id] === undefined ? await carryOut(found) : { ways: [], verdict: await recheck(found) };
      const supply = unknownUntilSupplied[id];
      assert.equal(verdict.verdict, supply ? "unknown" : "pass", verdict.reason);
      if (supply) assert.match(verdict.reason, supply);
      assert.equal(checkProofs[id]?.proof, proofOf(ways, byHand[id]));
      assert.ok(checkProofs[id]?.fleetFault === found.fault.id, `the proof is of ${found.fault.id}`);
    } finally {
      await fleet.restore(cluster);
    }
  });
}

test("every check has a proof, or a reason why the fleet cannot show its fault", () => {
  assert.deepEqual(Object.keys(checkProofs).sort(), checks.map(({ id }) => id).sort());
  const planted = new Set(fleet.faults().map(({ checkId }) => checkId));
  const told = Object.entries(checkProofs).filter(([, { fleetFault }]) => fleetFault !== undefined);
  assert.deepEqual(told.map(([id]) => id).sort(), [...planted].sort());
});
