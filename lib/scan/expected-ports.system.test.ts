import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { findCheck } from "../checks/index.ts";
import type { BaselineEntry, BaselineInForce } from "../domain/port-baseline.ts";
import type { RawEvidence } from "../domain/raw-evidence.ts";
import type { CheckResult, ScanReport } from "../domain/scan-report.ts";
import type { Fleet } from "../fleet/index.ts";
import { fleetOn, scanFleet } from "./fleet-fixture.ts";
import { judgeRaw } from "./index.ts";

let fleet: Fleet;
let stop: () => Promise<void>;
before(async () => {
  ({ fleet, stop } = await fleetOn());
});
after(() => stop());

const checkId = "port-not-in-baseline";
const all: BaselineEntry = { ports: "1-65535", protocol: "TCP", nodes: {}, because: "seen", owner: "platform" };
const baseline = (...entries: BaselineEntry[]): BaselineInForce => ({
  version: 4,
  savedAt: "2026-11-01T08:00:00.000Z",
  savedBy: "Ada",
  entries,
});
const failing = (results: readonly CheckResult[]) =>
  results
    .filter((result) => result.checkId === checkId && result.verdict === "fail")
    .map(({ subject }) => `${subject.name} ${subject.port}`)
    .sort();

async function scan(expected: BaselineInForce | null): Promise<{ report: ScanReport; raw: RawEvidence }> {
  const kept: RawEvidence[] = [];
  const report = await scanFleet(fleet, "skiff", { baseline: expected, onEvidence: (raw) => void kept.push(raw) });
  const [raw] = kept;
  assert.ok(raw);
  return { report, raw };
}

test("a scan judges by the expected ports it was given, and says which; a replay judges by the same", async () => {
  const nothing = await scan(baseline());
  assert.deepEqual(nothing.report.baseline, { version: 4, savedAt: "2026-11-01T08:00:00.000Z" });
  const open = failing(nothing.report.results);
  assert.ok(
    open.some((place) => place.endsWith(" 10250")),
    open.join(),
  );

  const kubeletOnly = await scan(baseline({ ...all, ports: "10250" }));
  const drift = failing(kubeletOnly.report.results);
  assert.deepEqual(
    drift,
    open.filter((place) => !place.endsWith(" 10250")),
  );
  const check = findCheck(checkId);
  assert.ok(check);
  // A replay reads what was kept as JSON.
  const raw = JSON.parse(JSON.stringify(kubeletOnly.raw)) as RawEvidence;
  assert.deepEqual(failing(judgeRaw(raw, { checks: [check] }).results), drift);
});

test("where every open port is expected each node that was reached passes; without a list nothing is judged", async () => {
  const { report } = await scan(baseline(all, { ...all, protocol: "UDP" }));
  assert.deepEqual(failing(report.results), []);
  assert.ok(report.results.some((result) => result.checkId === checkId && result.verdict === "pass"));
  const without = (await scan(null)).report;
  assert.equal(without.baseline, null);
  const verdicts = without.results.filter((result) => result.checkId === checkId).map(({ verdict }) => verdict);
  assert.deepEqual(verdicts, ["not-applicable"]);
});
