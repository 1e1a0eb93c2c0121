import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { findingStates } from "../domain/finding-state.ts";
import { severities, severityRank } from "../domain/severity.ts";
import { verdicts } from "../domain/verdict.ts";
import { query } from "./client.ts";
import { isTallied } from "./counted-findings.ts";
import { addCluster, startTestDatabase } from "./database-fixture.ts";
import { countFindings, countFindingsByCluster, facetFindings } from "./find-facets.ts";
import { type FindingFilter, findingCondition, findingTables } from "./finding-filter.ts";
import { addFinding, seededChoices } from "./finding-fixture.ts";
import { Prisma } from "./generated/client.ts";

let stop: () => Promise<void>;
before(async () => {
  ({ stop } = await startTestDatabase());
});
after(() => stop());

const { choose, whole } = seededChoices(11);
const places = { namespace: ["", "kube-system", "shop"], nodeRole: ["", "worker"], distribution: ["kubeadm", "k3s"] };
const checks = ["kubelet-readonly-port-open", "etcd-open", "nodeport-open"];
const some = <Value>(values: readonly Value[]): Value[] => values.filter(() => whole(0, 1) === 1);

function randomFields(id: string) {
  const checkId = choose(checks);
  return {
    ...{
      id,
      checkId,
      component: checkId.split("-")[0] ?? "",
      severity: choose(severities),
      state: choose(findingStates),
    },
    ...{ verdict: choose(verdicts), namespace: choose(places.namespace), nodeRole: choose(places.nodeRole) },
    ...{ distribution: choose(places.distribution), port: choose([10_250, 2379]) },
  };
}

async function writeSome(clusters: readonly string[], round: number): Promise<void> {
  for (let row = 0; row < 6; row += 1) await addFinding(choose(clusters), randomFields(`f-${round}-${row}`));
  const severity = choose(severities);
  await query((database) =>
    database.finding.updateMany({
      where: { id: { endsWith: `-${whole(0, 5)}` }, state: choose(findingStates) },
      data: { state: choose(findingStates), severity, severityRank: severityRank(severity) },
    }),
  );
  await query((database) =>
    database.finding.deleteMany({
      where: { id: { endsWith: `-${whole(0, 5)}` }, checkId: choose(checks), verdict: "pass" },
    }),
  );
}

function randomFilter(clusters: readonly string[]): FindingFilter {
  return {
    ...(whole(0, 2) === 0 ? { cluster: choose(clusters) } : {}),
    ...{ check: whole(0, 2) === 0 ? some(checks) : [], component: whole(0, 3) === 0 ? some(["etcd", "kubelet"]) : [] },
    ...{ severity: whole(0, 2) === 0 ? some(severities) : [], state: whole(0, 1) === 0 ? some(findingStates) : [] },
    ...{ verdict: whole(0, 2) === 0 ? some(verdicts) : [], namespace: whole(0, 2) === 0 ? some(places.namespace) : [] },
    ...{ nodeRole: whole(0, 2) === 0 ? some(places.nodeRole) : [] },
    ...{ distribution: whole(0, 2) === 0 ? some(places.distribution) : [] },
    ...(whole(0, 3) === 0 ? { port: 2379 } : {}),
    ...(whole(0, 3) === 0 ? { q: "port" } : {}),
  };
}

/** Plain counting over the findings themselves: values with how many there are, without zeros. */
async function counted(column: string, filter: FindingFilter, except?: keyof FindingFilter) {
  const rows = await query(
    (database) => database.$queryRaw<{ key: string; count: number }[]>`
      select f.${Prisma.raw(`"${column}"`)} as "key", count(*)::int as "count" from ${findingTables}
      where ${findingCondition(filter, except)} group by 1`,
  );
  return Object.fromEntries(rows.map(({ key, count }) => [key, count]));
}

const withoutZeros = (counts: Record<string, number>) =>
  Object.fromEntries(Object.entries(counts).filter(([, count]) => count !== 0));
const byId = (counts: { id: string; count: number }[]) =>
  Object.fromEntries(counts.map(({ id, count }) => [id, count]));

test("kept counts say exactly what counting says, for any filter after any writes", async () => {
  const clusters = [(await addCluster()).id, (await addCluster()).id];
  let fromTally = 0;
  for (let round = 0; round < 25; round += 1) {
    await writeSome(clusters, round);
    for (let time = 0; time < 4; time += 1) {
      const filter = randomFilter(clusters);
      fromTally += isTallied(filter) ? 1 : 0;
      const facets = await facetFindings(filter);
      const said = JSON.stringify(filter);
      assert.deepEqual(withoutZeros(await countFindings(filter)), await counted("severity", filter), said);
      assert.deepEqual(withoutZeros(facets.severity), await counted("severity", filter, "severity"), said);
      assert.deepEqual(withoutZeros(facets.state), await counted("state", filter, "state"), said);
      assert.deepEqual(byId(facets.check), await counted("checkId", filter, "check"), said);
      assert.deepEqual(byId(facets.component), await counted("component", filter, "component"), said);
      assert.deepEqual(byId(facets.cluster), await counted("clusterId", filter, "cluster"), said);
      for (const [cluster, counts] of await countFindingsByCluster(filter))
        assert.deepEqual(counts, await countFindings({ ...filter, cluster }), said);
    }
  }
  assert.ok(fromTally > 30 && fromTally < 90, `${fromTally} of 100 filters were answered by kept counts`);
});

test("a filter that the kept counts do not know is counted over the findings", () => {
  for (const filter of [{ port: 10_250 }, { q: "etcd" }, { node: "w1" }, { at: "2026-11-01T00:00:00Z" }])
    assert.ok(!isTallied(filter));
  assert.ok(isTallied({ severity: ["high"], namespace: [""], q: "" }));
});
