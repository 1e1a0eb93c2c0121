import assert from "node:assert/strict";
import { test } from "node:test";
import {
  changesHref,
  endedOtherwise,
  exposuresHref,
  findingsHref,
  notRepaired,
  reportHref,
  rulesHref,
  scansHref,
  type TrendScope,
  trendsHref,
} from "./trend-links.ts";

const all: TrendScope = { clusterId: null, dimension: "all", value: "", rules: "then" };
const payments: TrendScope = { clusterId: "c1", dimension: "namespace", value: "payments", rules: "then" };
const then = { at: "2026-10-03T23:59:59.999Z" };
const week = { from: "2026-10-05", to: "2026-10-11" };

test("a point of a past day asks for the findings as they stood at its end", () => {
  assert.equal(findingsHref(all, then, "high"), "/findings?at=2026-10-03T23%3A59%3A59.999Z&severity=high");
});

test("today's point asks for the findings as they stand now", () => {
  assert.equal(findingsHref(all, { at: null }), "/findings");
});

test("a part of a cluster goes with every link that counts it", () => {
  const part = "cluster=c1&namespace=payments";
  assert.equal(findingsHref(payments, { at: null }, "low"), `/findings?${part}&severity=low`);
  assert.equal(
    changesHref(payments, ["opened"], week, "high"),
    `/changes?kind=opened&${part}&severity=high&from=2026-10-05&to=2026-10-11`,
  );
});

test("each dimension has its filter, and what has no owner is asked for by a dash", () => {
  const today = { at: null };
  assert.equal(findingsHref({ ...all, dimension: "role", value: "worker" }, today), "/findings?role=worker");
  assert.equal(findingsHref({ ...all, dimension: "distribution", value: "k3s" }, today), "/findings?distribution=k3s");
  assert.equal(findingsHref({ ...all, dimension: "namespace", value: "" }, today), "/findings?namespace=-");
});

test("several ways of ending are one link", () => {
  assert.equal(
    changesHref(all, endedOtherwise, week),
    "/changes?kind=node-gone&kind=check-retired&kind=out-of-scope&from=2026-10-05&to=2026-10-11",
  );
});

test("what was accepted is counted as the feed lists it, alone and beside what ended otherwise", () => {
  const days = "from=2026-10-05&to=2026-10-11";
  assert.equal(
    changesHref(payments, ["accepted"], week),
    `/changes?kind=accepted&cluster=c1&namespace=payments&${days}`,
  );
  assert.equal(
    changesHref(all, notRepaired, week),
    `/changes?kind=node-gone&kind=check-retired&kind=out-of-scope&kind=accepted&${days}`,
  );
});

test("exposures, scans, rules and the report keep their cluster", () => {
  assert.equal(
    exposuresHref({ ...all, clusterId: "c1" }, then, "etcd", "other-network"),
    "/exposures?at=2026-10-03T23%3A59%3A59.999Z&cluster=c1&section=etcd&vantage=other-network&state=open",
  );
  assert.equal(scansHref({ clusterId: "c1" }, "2026-10-03"), "/scans?cluster=c1&day=2026-10-03");
  assert.equal(rulesHref(all, "2026-10-03"), "/changes?kind=rules-changed&from=2026-10-03&to=2026-10-03");
  assert.equal(reportHref("2026-10", "c1"), "/report?month=2026-10&cluster=c1");
});

test("the address of the page leaves out what is the default", () => {
  assert.equal(trendsHref({ days: 30, by: "all", rules: "then" }), "/trends");
  assert.equal(trendsHref({ cluster: "c1", days: 90, rules: "now" }), "/trends?cluster=c1&days=90&rules=now");
  assert.equal(trendsHref({ days: 30, by: "namespace", value: "" }), "/trends?by=namespace&value=-");
  assert.equal(trendsHref({ days: 7, by: "all", value: "left over" }), "/trends?days=7");
});
