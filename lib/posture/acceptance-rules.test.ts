import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { severities } from "../domain/severity.ts";
import { vantageKinds, vantageRank } from "../domain/vantage.ts";
import {
  type AcceptanceTerms,
  type AcceptedThen,
  daysLeft,
  ruleOnAcceptance,
  type StandsNow,
  warningDue,
} from "./acceptance-rules.ts";

const at = "2026-11-21T08:00:00.000Z";
const proof = [{ sent: "GET /pods", received: "200 PodList, 7 pods", vantage: null, decisive: true }];
const denied = [{ sent: "GET /pods", received: "401 Unauthorized", vantage: null, decisive: true }];

const terms = (openFrom: AcceptanceTerms["condition"]["openFrom"], evidenceChanges = false): AcceptanceTerms => ({
  expiresAt: "2026-12-24T12:00:00.000Z",
  condition: { openFrom, evidenceChanges },
});
const then: AcceptedThen = { severity: "high", vantage: "worker-node", proof };
const now = (rest: Partial<StandsNow> = {}): StandsNow => ({
  verdict: "fail",
  severity: "high",
  vantage: "worker-node",
  port: 10250,
  protocol: "TCP",
  place: "worker-4",
  names: ["worker-4"],
  proof,
  lastSeenAt: "2026-11-20T08:00:00.000Z",
  openFrom: [],
  ...rest,
});
const keep = { kind: "keep" };

test("a port that is open from the named place voids, and the sentence says from where and since when", () => {
  const seen = now({ openFrom: [{ vantage: "other-network", since: "2026-10-03T14:02:31.000Z" }] });
  assert.deepEqual(ruleOnAcceptance(terms(["other-network"]), then, seen, at), {
    kind: "void",
    why: "Port 10250 of worker-4 is open from other-network since 3 Oct 2026 14:02 UTC, which this acceptance named.",
  });
});

test("a wider place than the named one voids too, and is told as that", () => {
  const seen = now({ openFrom: [{ vantage: "internet", since: "2026-10-03T14:02:31.000Z" }] });
  const ruling = ruleOnAcceptance(terms(["other-network"]), then, seen, at);
  assert.equal(
    "why" in ruling && ruling.why,
    "Port 10250 of worker-4 is open from internet since 3 Oct 2026 14:02 UTC, which reaches further than other-network, which this acceptance named.",
  );
});

test("a place that sees less than the named one does not void", () => {
  const seen = now({ openFrom: [{ vantage: "pod", since: at }] });
  assert.deepEqual(ruleOnAcceptance(terms(["other-network"]), then, seen, at), keep);
  assert.deepEqual(ruleOnAcceptance(terms([]), then, seen, at), keep);
});

test("a finding that was judged from a wider place voids, one that was there already does not", () => {
  const widened = ruleOnAcceptance(terms(["internet"]), then, now({ vantage: "internet" }), at);
  assert.equal(widened.kind, "void");
  const there = { ...then, vantage: "internet" } as const;
  assert.deepEqual(ruleOnAcceptance(terms(["internet"]), there, now({ vantage: "internet" }), at), keep);
  assert.deepEqual(ruleOnAcceptance(terms(["internet"]), then, now({ vantage: "internet", port: null }), at), keep);
});

test("what answers otherwise voids where that was asked for", () => {
  assert.deepEqual(ruleOnAcceptance(terms([], true), then, now({ proof: denied }), at), {
    kind: "void",
    why: "What answered changed: “200 PodList, 7 pods” became “401 Unauthorized”.",
  });
  assert.deepEqual(ruleOnAcceptance(terms([]), then, now({ proof: denied }), at), keep);
});

test("a graver finding voids where a change of evidence does; a milder one does not", () => {
  const graver = ruleOnAcceptance(terms([], true), then, now({ severity: "critical" }), at);
  assert.deepEqual(graver, { kind: "void", why: "It is graver than what was accepted: high → critical." });
  assert.deepEqual(ruleOnAcceptance(terms([], true), then, now({ severity: "low" }), at), keep);
  assert.deepEqual(ruleOnAcceptance(terms([]), then, now({ severity: "critical" }), at), keep);
});

test("the end comes before the conditions, and at its very instant", () => {
  const ended = { ...terms(["internet"], true), expiresAt: at };
  assert.deepEqual(ruleOnAcceptance(ended, then, now({ proof: denied }), at), {
    kind: "expire",
    why: "The acceptance ran out on 21 Nov 2026 08:00 UTC.",
  });
  assert.deepEqual(ruleOnAcceptance({ ...ended, expiresAt: null }, then, now(), at), keep);
});

test("an unknown neither voids nor confirms, whatever else differs", () => {
  const blurred = now({ verdict: "unknown", severity: "critical", vantage: "internet", proof: denied });
  assert.deepEqual(ruleOnAcceptance(terms(["internet"], true), then, blurred, at), keep);
  assert.deepEqual(ruleOnAcceptance(terms([], true), { ...then, proof: null }, now({ proof: denied }), at), keep);
  assert.deepEqual(ruleOnAcceptance(terms([], true), then, now({ proof: null }), at), keep);
  assert.deepEqual(
    ruleOnAcceptance(terms([], true), { ...then, severity: null }, now({ severity: "critical" }), at),
    keep,
  );
});

test("a port voids exactly where it is open from as far as a named place or further", () => {
  const kinds = fc.constantFrom(...vantageKinds);
  fc.assert(
    fc.property(fc.array(kinds), fc.array(kinds), (named, seen) => {
      const openFrom = seen.map((vantage) => ({ vantage, since: at }));
      const { kind } = ruleOnAcceptance(terms(named), { ...then, vantage: "internet" }, now({ openFrom }), at);
      const meant = seen.some((one) => named.some((other) => vantageRank(one) <= vantageRank(other)));
      assert.equal(kind, meant ? "void" : "keep");
    }),
  );
});

test("without conditions nothing that is seen voids", () => {
  fc.assert(
    fc.property(fc.constantFrom(...severities), fc.constantFrom(...vantageKinds), (severity, vantage) => {
      const seen = now({ severity, vantage, proof: denied, openFrom: [{ vantage, since: at }] });
      assert.deepEqual(ruleOnAcceptance(terms([]), then, seen, at), keep);
    }),
  );
});

const days = (n: number) => new Date(Date.parse(at) + n * 86_400_000).toISOString();

test("warnings are given 14 and 3 days before the end, each once", () => {
  const made = { createdAt: days(-60), warned: null };
  assert.equal(warningDue({ ...made, expiresAt: days(14.01) }, at), null);
  assert.equal(warningDue({ ...made, expiresAt: days(14) }, at), 14);
  assert.equal(warningDue({ ...made, expiresAt: days(10), warned: 14 }, at), null);
  assert.equal(warningDue({ ...made, expiresAt: days(3), warned: 14 }, at), 3);
  assert.equal(warningDue({ ...made, expiresAt: days(3) }, at), 3);
  assert.equal(warningDue({ ...made, expiresAt: days(1), warned: 3 }, at), null);
  assert.equal(warningDue({ ...made, expiresAt: at }, at), null);
  assert.equal(warningDue({ ...made, expiresAt: null }, at), null);
});

test("an acceptance that was made for a week is not warned of at once", () => {
  assert.equal(warningDue({ createdAt: at, expiresAt: days(7), warned: null }, at), null);
  assert.equal(warningDue({ createdAt: at, expiresAt: days(7), warned: null }, days(4)), 3);
});

test("days that are left count begun ones whole", () => {
  assert.equal(daysLeft(days(14), at), 14);
  assert.equal(daysLeft(days(0.1), at), 1);
  assert.equal(daysLeft(days(-1), at), 0);
});
