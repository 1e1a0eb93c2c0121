import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import type { Verdict } from "../domain/verdict.ts";
import { getDatabase } from "./client.ts";
import { addCluster, startTestDatabase } from "./database-fixture.ts";
import { getFindingTimeline } from "./finding-timeline.ts";
import { listFindings } from "./findings.ts";
import { judged, minute, reportOf } from "./report-fixture.ts";
import { requestScan } from "./request-scan.ts";
import { startScan } from "./run-scan-state.ts";
import { storeScan } from "./store-scan.ts";

let stop: () => Promise<void>;
before(async () => {
  ({ stop } = await startTestDatabase());
});
after(() => stop());

/** A scan that ends at minute `at` and judges 10255 of w1; null: it does not judge it. */
async function scanned(clusterId: string, at: number, verdict: Verdict | null, severity?: "high" | "critical") {
  const { id } = await requestScan({ clusterId, profile: "quick", trigger: "manual" });
  await startScan(id, "worker-1");
  const result = { node: "w1", at: minute(at - 1), ...(severity ? { severity } : {}) };
  const other = judged({ node: "w1", verdict: "pass", at: minute(at - 1), port: 4194 });
  const results = [other, ...(verdict ? [judged({ ...result, verdict })] : [])];
  await storeScan(id, reportOf({ at: at - 1, nodes: ["w1"], results, profile: "quick" }));
  return id;
}

async function timeline(clusterId: string, range: { from?: string; to?: string } = {}) {
  const { items } = await listFindings({ cluster: clusterId, state: ["open", "resolved"] });
  return getFindingTimeline({ findingId: items[0]?.id ?? assert.fail("no finding"), ...range });
}

const minuteOf = (at: string | null) => (at === null ? "" : (Date.parse(at) - Date.parse(minute(0))) / 60_000);

test("states, verdicts and the proof on both sides follow a finding that was fixed and came back", async () => {
  const { id } = await addCluster();
  await scanned(id, 1, "fail");
  const lastFail = await scanned(id, 2, "fail");
  const pass = await scanned(id, 3, "pass");
  await scanned(id, 5, "fail", "critical");
  const { states, verdicts, changes, events } = await timeline(id);
  assert.deepEqual(
    states.map(({ severity, since, until, endedAs }) => [
      severity,
      minuteOf(until) === "" ? "still" : "ended",
      endedAs,
      since < (until ?? "3"),
    ]),
    [
      ["high", "ended", "fixed", true],
      ["critical", "still", null, true],
    ],
  );
  assert.deepEqual(
    verdicts.map(
      ({ verdict, severity, since, until, confirmedAt }) =>
        `${verdict} ${severity} ${minuteOf(since)}-${minuteOf(until)} (${minuteOf(confirmedAt)})`,
    ),
    ["fail high 1-3 (2)", "pass high 3-5 (3)", "fail critical 5- (5)"],
  );
  const first = changes.at(-1);
  assert.equal(changes.length, 2);
  assert.deepEqual([first?.before.lastScanId, first?.after.firstScanId], [lastFail, pass]);
  assert.deepEqual([first?.before.evidence[0]?.received, first?.after.evidence[0]?.received], ["open", "pass"]);
  assert.deepEqual(
    events.map(({ kind }) => kind),
    ["reopened", "resolved", "opened"],
  );
});

test("where the check could not say, and where a scan did not ask, nothing is known", async () => {
  const { id } = await addCluster();
  await scanned(id, 1, "fail");
  await scanned(id, 2, "unknown");
  await scanned(id, 3, "fail");
  await scanned(id, 4, null);
  await scanned(id, 5, "fail");
  const { verdicts, states, changes } = await timeline(id);
  assert.deepEqual(
    verdicts.map(({ verdict, gap, since, until }) => `${gap ?? verdict} ${minuteOf(since)}-${minuteOf(until)}`),
    ["fail 1-2", "unknown 2-3", "fail 3-4", "not-looked-at 4-5", "fail 5-"],
  );
  assert.equal(states.length, 1, "not knowing ends no finding");
  assert.deepEqual(
    changes.map(({ before, after: now }) => `${before.verdict} ${now.verdict}`),
    ["unknown fail", "fail unknown"],
  );
});

test("a range leaves out what lies before it, and what there is not is not found", async () => {
  const { id } = await addCluster();
  await scanned(id, 1, "fail");
  await scanned(id, 3, "pass");
  const late = await timeline(id, { from: minute(4), to: minute(9) });
  assert.deepEqual([late.states.length, late.changes.length, late.events.length], [0, 0, 0]);
  assert.deepEqual(
    late.verdicts.map(({ verdict }) => verdict),
    ["pass"],
  );
  await assert.rejects(timeline(id, { from: minute(9), to: minute(4) }), { code: "invalid" });
  await assert.rejects(getFindingTimeline({ findingId: "none" }), { code: "not-found" });
});

test("an early range is told whole, however much happened after it", async () => {
  const { id: clusterId } = await addCluster();
  for (let at = 1; at <= 56; at += 1) await scanned(clusterId, at, at % 2 ? "fail" : "pass");
  const finding = await getDatabase().finding.findFirstOrThrow({ where: { clusterId } });
  const later = { clusterId, findingId: finding.id, kind: "rechecked", at: new Date(minute(100)), message: "again" };
  await getDatabase().findingEvent.createMany({
    data: Array.from({ length: 210 }, (_, index) => ({ ...later, id: `${clusterId} ${index}` })),
  });
  const { changes, events, isCut } = await timeline(clusterId, { from: minute(0), to: minute(4) });
  assert.deepEqual(isCut, { changes: false, events: false });
  const whole = await timeline(clusterId, {});
  assert.deepEqual(
    [whole.changes.length, whole.events.length, whole.isCut],
    [50, 200, { changes: true, events: true }],
  );
  assert.deepEqual(
    changes.map(({ at }) => minuteOf(at)),
    [4, 3, 2],
  );
  assert.deepEqual(
    events.map(({ kind }) => kind),
    ["reopened", "resolved", "reopened", "resolved", "opened"],
  );
});
