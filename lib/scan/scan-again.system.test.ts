import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import type { RawEvidence } from "../domain/raw-evidence.ts";
import type { ScanReport } from "../domain/scan-report.ts";
import { wellKnownPorts } from "../domain/well-known-ports.ts";
import type { Fleet } from "../fleet/index.ts";
import { fleetOn, scanFleet } from "./fleet-fixture.ts";
import { filledUp, type Seen, scanAgain } from "./index.ts";

const dayMs = 86_400_000;

describe("a scan that is made of an earlier one", () => {
  let fleet: Fleet;
  let stop: () => Promise<void>;
  before(async () => {
    ({ fleet, stop } = await fleetOn());
  });
  after(() => stop());

  async function scan(cluster: string, more: Parameters<typeof scanFleet>[2] = {}): Promise<Seen> {
    const kept: RawEvidence[] = [];
    const report = await scanFleet(fleet, cluster, { ...more, onEvidence: (raw) => kept.push(raw) });
    const [raw] = kept;
    assert.ok(raw);
    return { report, raw };
  }

  const again = (seen: Seen, at: Date, previous = null) =>
    scanAgain(seen, { startedAt: at, finishedAt: at, previous, alsoJudge: [] });

  const verdicts = ({ results }: ScanReport) =>
    results.map(({ fingerprint, verdict, severity, headline }) => ({ fingerprint, verdict, severity, headline }));

  const states = ({ sweeps }: ScanReport) =>
    sweeps.map(({ at: _at, ...sweep }) => sweep).sort((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1));

  it("is what a whole scan sees when the ports that changed are looked at again", async () => {
    await fleet.travel("skiff", -21);
    const before = await scan("skiff");
    const { changed } = await fleet.travel("skiff", -20);
    const ports = new Set<number>(wellKnownPorts.map(({ port }) => port));
    for (const place of changed) ports.add(Number(/:(\d+)\/tcp$/.exec(place)?.[1]));
    const narrow = await scan("skiff", { ports: [...ports] });
    const whole = await scan("skiff");
    const at = new Date();
    const joined = again(filledUp(before, narrow), at).report;
    const expected = again(whole, at).report;
    assert.deepEqual(verdicts(joined), verdicts(expected));
    assert.deepEqual(states(joined), states(expected));
    assert.deepEqual(joined.coverage, expected.coverage);
    assert.equal(joined.profile, "standard");
    assert.ok(verdicts(joined).some(({ verdict }) => verdict === "fail"));
    await fleet.travel("skiff", 0);
  });

  it("judges the same readings by the clock that it is given", async () => {
    const seen = await scan("harbor", { scope: { nodes: ["harbor-worker-5"] }, ports: [10_250] });
    const expired = ({ report }: Seen) =>
      report.results.find(({ checkId, subject }) => {
        return checkId === "kubelet-serving-cert-invalid" && subject.name === "harbor-worker-5";
      })?.verdict;
    const now = Date.now();
    assert.equal(expired(again(seen, new Date(now))), "fail");
    const then = again(seen, new Date(now - 70 * dayMs));
    assert.equal(expired(then), "pass", "its certificate was good for another 39 days");
    assert.equal(then.report.finishedAt, new Date(now - 70 * dayMs).toISOString());
    const late = then.report.observations.filter(({ at }) => Date.parse(at) > now - 69 * dayMs);
    assert.deepEqual(late, [], "what it saw was seen then");
  });
});
