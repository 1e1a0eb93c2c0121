import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { getDatabase } from "../client.ts";
import { startTestDatabase } from "../database-fixture.ts";
import { judged, minute, reportOf } from "../report-fixture.ts";
import { requestScan } from "../request-scan.ts";
import { startScan } from "../run-scan-state.ts";
import { storeScan } from "../store-scan.ts";
import { addComment } from "./comments.ts";
import { triageFindings } from "./triage-findings.ts";
import { acceptance, ann, ben, chosen, clusterWith, findingOf, standing, story, time } from "./triage-fixture.ts";
import { undoTriage } from "./undo-triage.ts";

let stop: () => Promise<void>;
before(async () => {
  ({ stop } = await startTestDatabase());
});
after(() => stop());

test("of two people at the same finding one is done, and the other is told by whom and how it stands", async () => {
  const cluster = await clusterWith(["w1"]);
  const target = await chosen(cluster, "w1");
  const [a, b] = await Promise.all([
    triageFindings({ kind: "acknowledge" }, target, ann, time(10)),
    triageFindings({ kind: "accept", acceptance: acceptance() }, target, ben, time(10)),
  ]);
  assert.equal(a.done + b.done, 1);
  const [won, lost] = a.done === 1 ? [ann, b] : [ben, a];
  assert.deepEqual(
    lost.conflicts.map(({ by, version }) => [by, version]),
    [[won.name, 1]],
  );
  assert.equal((await standing(cluster, "w1")).state, won === ann ? "acknowledged" : "accepted");
  assert.deepEqual((await story(cluster, "w1")).length, 2);
});

test("many acts over the same clusters at once end all, whichever order they name them in", async () => {
  const clusters = [await clusterWith(["w1", "w22"]), await clusterWith(["w1", "w22"])];
  const targets = await Promise.all(clusters.map((cluster) => chosen(cluster, "w1", "w22")));
  const items = targets.flatMap((target) => (target.kind === "findings" ? target.items : []));
  const acts = Array.from({ length: 8 }, (_, index) =>
    triageFindings(
      { kind: "assign", assignee: `Person ${index}` },
      { kind: "findings", items: index % 2 === 0 ? items : items.toReversed() },
      index % 2 === 0 ? ann : ben,
      time(10 + index),
    ),
  );
  const outcomes = await Promise.all(acts);
  assert.equal(
    outcomes.reduce((sum, { done }) => sum + done, 0),
    4,
    "one act had all, the others conflicts",
  );
  assert.ok(outcomes.every(({ done, conflicts }) => done + conflicts.length === 4));
});

test("an act is taken back once, however many ask at once", async () => {
  const cluster = await clusterWith(["w1"]);
  const { actId } = await triageFindings({ kind: "acknowledge" }, await chosen(cluster, "w1"), ann, time(10));
  const asked = await Promise.allSettled([1, 2, 3].map(() => undoTriage(actId ?? "", ben, time(11))));
  assert.equal(asked.filter(({ status }) => status === "fulfilled").length, 1);
  assert.deepEqual((await story(cluster, "w1")).slice(1), ["acknowledged Ann", "unacknowledged Ben"]);
});

test("an act beside a scan that is being stored waits for it, and neither overwrites the other", async () => {
  const nodes = Array.from({ length: 40 }, (_, index) => `w${"x".repeat(index + 1)}`);
  const cluster = await clusterWith(nodes);
  for (let round = 1; round <= 3; round += 1) {
    const at = round * 10;
    const { id } = await requestScan({ clusterId: cluster, profile: "standard", trigger: "manual" });
    await startScan(id, "worker-1");
    // Half of them are fixed by the scan, which ended before the act was asked for.
    const results = nodes.map((node, index) =>
      judged({ node, verdict: (index + round) % 2 === 0 ? "pass" : "fail", at: minute(at), severity: "critical" }),
    );
    const query = {
      cluster,
      state: ["open" as const, "acknowledged" as const, "accepted" as const, "resolved" as const],
    };
    const [, act] = await Promise.all([
      storeScan(id, reportOf({ at, nodes, results })),
      triageFindings(
        { kind: "assign", assignee: `Round ${round}` },
        { kind: "filter", query, total: 40 },
        ann,
        time(at + 5),
      ),
    ]);
    assert.equal(act.done, 40);
    const rows = await getDatabase().finding.findMany({ where: { clusterId: cluster } });
    assert.ok(rows.every(({ assignee, triageVersion }) => assignee === `Round ${round}` && triageVersion === round));
    assert.equal(rows.filter(({ state }) => state === "resolved").length, 20);
    const drift = await getDatabase().$queryRaw<{ wrong: number }[]>`
      select count(*)::int as "wrong" from "Finding" f left join "FindingSpan" s on s."findingId" = f."id" and s."until" = 'infinity'
      where f."clusterId" = ${cluster} and s."state" is distinct from nullif(f."state", 'resolved')`;
    assert.equal(drift[0]?.wrong, 0, "the stretches say what stands");
  }
});

test("accepting beside a scan that fixes some of it leaves no finding between the two", async () => {
  const nodes = Array.from({ length: 30 }, (_, index) => `n${"y".repeat(index + 1)}`);
  const cluster = await clusterWith(nodes);
  const { id } = await requestScan({ clusterId: cluster, profile: "standard", trigger: "manual" });
  await startScan(id, "worker-1");
  const results = nodes.map((node, index) => judged({ node, verdict: index < 10 ? "pass" : "fail", at: minute(10) }));
  const [, act] = await Promise.all([
    storeScan(id, reportOf({ at: 10, nodes, results })),
    triageFindings({ kind: "accept", acceptance: acceptance() }, await chosen(cluster, ...nodes), ann, time(15)),
  ]);
  const rows = await getDatabase().finding.findMany({ where: { clusterId: cluster } });
  assert.equal(rows.filter(({ state }) => state === "resolved").length, 10);
  assert.equal(rows.filter(({ state }) => state === "accepted").length, 20);
  assert.ok(rows.every(({ decision, acceptanceId }) => (decision === "accepted") === (acceptanceId !== null)));
  const skipped = act.skipped.find(({ why }) => why === "resolved")?.count ?? 0;
  assert.equal(act.done + skipped, 30, "either order is an order");
});

test("comments that are written at once are all counted", async () => {
  const cluster = await clusterWith(["w1"]);
  const { id } = await findingOf(cluster, "w1");
  await Promise.all(Array.from({ length: 6 }, (_, index) => addComment(id, `Comment ${index}`, ann, time(10 + index))));
  assert.equal((await findingOf(cluster, "w1")).comments, 6);
});
