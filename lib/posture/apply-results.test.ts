import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { applyResults, type FindingStanding } from "./apply-results.ts";
import { after, anyScan, anyStandings, minute, result, scan } from "./scan-arbitrary-fixture.ts";

const opened = after([], scan(1, [result({ verdict: "fail" })]));
const only = (standings: readonly FindingStanding[]) => standings[0] ?? assert.fail("no finding");
const kinds = (known: readonly FindingStanding[], applied: ReturnType<typeof scan>) =>
  applyResults(known, applied).flatMap(({ events }) => events.map(({ kind }) => kind));

test("the same scan twice changes nothing", () => {
  fc.assert(
    fc.property(anyStandings, anyScan, (known, applied) => {
      assert.deepEqual(applyResults(after(known, applied), applied), []);
    }),
  );
});

test("without a pass, a certain not-applicable, a gone node or a retired check nothing is ever resolved", () => {
  fc.assert(
    fc.property(anyStandings, anyScan, (known, applied) => {
      for (const change of applyResults(known, applied)) {
        if (change.after.state !== "resolved" || change.before?.state === "resolved") continue;
        const gone = applied.complete && applied.nodeUids && !applied.nodeUids.includes(change.after.nodeUid ?? "");
        const verdict = change.result?.verdict;
        assert.ok(gone || verdict === "pass" || (verdict === "not-applicable" && applied.complete));
      }
    }),
  );
});

test("a partial scan never says that something is gone or does not apply", () => {
  fc.assert(
    fc.property(anyStandings, anyScan, (known, applied) => {
      for (const { before, after: now } of applyResults(known, { ...applied, complete: false, knownChecks: [] })) {
        if (now.state === "resolved" && before?.state !== "resolved") assert.equal(now.resolution, "fixed");
      }
    }),
  );
});

test("a partial scan with no node looked at changes no finding's state or severity", () => {
  const unknowns = (applied: typeof anyScan) =>
    applied.map((each) => ({
      ...each,
      complete: false,
      results: each.results.map((one) => ({ ...one, verdict: "unknown" as const })),
    }));
  const standsAs = ({ fingerprint, state, severity, decision, resolution, failingSince }: FindingStanding) => [
    fingerprint,
    { state, severity, decision, resolution, failingSince },
  ];
  fc.assert(
    fc.property(anyStandings, unknowns(anyScan), (known, applied) => {
      assert.deepEqual(after(known, applied).map(standsAs), known.map(standsAs));
    }),
  );
});

test("a finding is open or resolved in every field at once", () => {
  fc.assert(
    fc.property(anyStandings, anyScan, (known, applied) => {
      for (const standing of after(known, applied)) {
        const resolved = standing.state === "resolved";
        assert.equal(standing.resolution !== null, resolved);
        assert.equal(standing.resolvedAt !== null, resolved);
        assert.equal(standing.failingSince === null, resolved);
        assert.ok(standing.firstSeenAt <= standing.lastSeenAt);
      }
    }),
  );
});

test("a fail opens a finding, anything else does not", () => {
  assert.equal(only(opened).state, "open");
  assert.equal(only(opened).failingSince, minute(1));
  for (const verdict of ["pass", "unknown", "not-applicable"] as const) {
    assert.deepEqual(applyResults([], scan(1, [result({ verdict })])), []);
  }
});

test("a pass resolves as fixed and turns the evidence", () => {
  const [change] = applyResults(opened, scan(5, [result({ verdict: "pass" })]));
  assert.equal(change?.after.resolution, "fixed");
  assert.equal(change?.evidence, "flip");
  assert.deepEqual(
    change?.events.map(({ kind }) => kind),
    ["resolved"],
  );
});

test("an unknown keeps it open, keeps the proof, and says so once", () => {
  const doubt = scan(5, [result({ verdict: "unknown", reason: "no answer" })]);
  const [change] = applyResults(opened, doubt);
  assert.deepEqual([change?.after.state, change?.after.verdict, change?.evidence], ["open", "unknown", "keep"]);
  assert.equal(change?.after.lastCheckedAt, minute(1));
  assert.deepEqual(kinds(opened, doubt), ["unknown"]);
  assert.deepEqual(kinds(after(opened, doubt), scan(9, [result({ verdict: "unknown", reason: "no route" })])), []);
});

test("not-applicable closes as out-of-scope, but not in a partial scan", () => {
  const gone = [result({ verdict: "not-applicable" })];
  assert.equal(only(after(opened, scan(5, gone))).resolution, "out-of-scope");
  assert.equal(only(after(opened, scan(5, gone, { complete: false }))).state, "open");
});

test("a gone node resolves as node-gone, whatever its check says of it; only of a complete list", () => {
  const nodeUids = ["uid-w2"];
  for (const results of [[], [result({ verdict: "not-applicable" })], [result({ verdict: "unknown" })]]) {
    assert.equal(only(after(opened, scan(5, results, { nodeUids }))).resolution, "node-gone");
  }
  for (const rest of [{ nodeUids, complete: false }, { nodeUids: [] }, { nodeUids: null }]) {
    assert.equal(only(after(opened, scan(5, [], rest))).state, "open");
  }
});

test("a check that is no longer there resolves as check-retired", () => {
  assert.equal(only(after(opened, scan(5, [], { knownChecks: ["other"] }))).resolution, "check-retired");
  assert.equal(only(after(opened, scan(5, [], { knownChecks: [only(opened).checkId] }))).state, "open");
});

test("a fail after a fix reopens: first seen stays, failing begins anew", () => {
  const fixed = after(opened, scan(5, [result({ verdict: "pass" })]));
  const again = scan(9, [result({ verdict: "fail" })]);
  assert.deepEqual(kinds(fixed, again), ["reopened"]);
  const { state, firstSeenAt, failingSince } = only(after(fixed, again));
  assert.deepEqual([state, firstSeenAt, failingSince], ["open", minute(1), minute(9)]);
});

test("a decision outlives fails and a fix; an acknowledgement ends with the fix", () => {
  for (const decision of ["accepted", "false-positive", "acknowledged"] as const) {
    const decided = [{ ...only(opened), state: decision, decision }];
    assert.equal(only(after(decided, scan(5, [result({ verdict: "fail" })]))).state, decision);
    assert.equal(only(after(decided, scan(5, [result({ verdict: "unknown" })]))).state, decision);
    const fixed = after(decided, scan(5, [result({ verdict: "pass" })]));
    assert.equal(only(fixed).state, "resolved");
    const back = only(after(fixed, scan(9, [result({ verdict: "fail" })])));
    assert.equal(back.state, decision === "acknowledged" ? "open" : decision);
  }
});

test("another severity is an event that says from what to what", () => {
  const worse = scan(5, [result({ verdict: "fail", severity: "critical" })]);
  const [change] = applyResults(opened, worse);
  assert.equal(change?.after.severity, "critical");
  assert.match(change?.events[0]?.message ?? "", /^Severity is worse: high → critical\./);
});

test("a partial scan may make a finding graver, and never milder", () => {
  const severityAfter = (severity: "critical" | "low", complete: boolean) =>
    only(after(opened, scan(5, [result({ verdict: "fail", severity })], { complete }))).severity;
  assert.deepEqual([severityAfter("critical", false), severityAfter("low", false)], ["critical", "high"]);
  assert.equal(severityAfter("low", true), "low");
});

test("what was seen before the last look is passed over", () => {
  const fixed = after(opened, scan(20, [result({ verdict: "pass" })]));
  assert.deepEqual(applyResults(fixed, scan(10, [result({ verdict: "fail" })])), []);
});

test("of two results of one subject the graver counts", () => {
  const both = [result({ verdict: "pass" }), result({ verdict: "fail" })];
  assert.equal(only(after([], scan(1, both))).state, "open");
  const doubt = [result({ verdict: "pass" }), result({ verdict: "unknown" })];
  assert.equal(only(after(opened, scan(5, doubt))).state, "open");
});
