import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import type { Fleet } from "../fleet/index.ts";
import { fleetOn, scanFleet } from "./fleet-fixture.ts";

let fleet: Fleet;
let stop: () => Promise<void>;

before(async () => {
  ({ fleet, stop } = await fleetOn());
});
after(() => stop());

const nodesOf = (name: string) =>
  (fleet.clusters.find((cluster) => cluster.name === name)?.nodes ?? []).map((node) => node.name).sort();

test("a resumed scan looks only at what the stopped one did not come to, and says so", async () => {
  const [done = "", ...rest] = nodesOf("lagoon");
  assert.ok(rest.length > 0);
  const resumes = { scanId: "scan-1", nodes: [done, "gone-1"], unreachable: [] };
  const report = await scanFleet(fleet, "lagoon", { profile: "quick", scope: { resumes } });
  assert.equal(report.outcome, "partial");
  assert.deepEqual(report.coverage.resumed, { scanId: "scan-1", nodes: [done], unreachable: [] });
  assert.deepEqual(report.coverage.nodes.looked?.toSorted(), rest);
  assert.equal(report.coverage.nodes.checked, rest.length);
  assert.deepEqual(
    report.sweeps.filter(({ node }) => node === done),
    [],
  );
  const left = report.results.filter(({ subject, verdict }) => subject.node === done && verdict === "unknown");
  const said = left.filter(({ reason }) => reason.includes(`Scan scan-1, which this one resumes, looked at ${done}`));
  assert.ok(said.length > 0);
});

test("where nothing of the stopped scan is left out, the resumed one is whole", async () => {
  const resumes = { scanId: "scan-1", nodes: [], unreachable: [] };
  const report = await scanFleet(fleet, "lagoon", { profile: "quick", scope: { resumes } });
  assert.equal(report.outcome, "complete");
  assert.equal(report.coverage.resumed, undefined);
  assert.equal(report.coverage.nodes.looked, undefined);
});

test("a scan that was stopped before its first address came to no node", async () => {
  const stopped = new AbortController();
  const report = await scanFleet(fleet, "lagoon", {
    profile: "quick",
    signal: stopped.signal,
    onPlan: () => stopped.abort(),
  });
  assert.equal(report.outcome, "partial");
  assert.deepEqual(report.coverage.nodes.looked, []);
});
