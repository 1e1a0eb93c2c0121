import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { getDatabase, transaction } from "./client.ts";
import { addCluster, startTestDatabase } from "./database-fixture.ts";
import { addEndedScan } from "./raw-evidence-fixture.ts";
import { keepRuleSet, readRuleSet, rulesBefore } from "./rule-sets.ts";

let stop: () => Promise<void>;
before(async () => {
  ({ stop } = await startTestDatabase());
});
after(() => stop());

const day = (n: number) => new Date(Date.UTC(2026, 10, n));
const rules = (name: string) => ({ hash: `hash of ${name}`, checks: { [name]: "1-a" } });

test("rules are kept once, with the day on which they were first used", async () => {
  for (const n of [1, 2]) await transaction((tx) => keepRuleSet(tx, rules("one"), day(n)));
  const rows = await getDatabase().ruleSet.findMany();
  assert.deepEqual(
    rows.map(({ hash, firstUsedAt }) => [hash, firstUsedAt]),
    [["hash of one", day(1)]],
  );
  assert.deepEqual(await readRuleSet("hash of one"), rules("one"));
  assert.equal(await readRuleSet("another"), null);
});

test("the rules before are those of the newest scan that is kept, whichever were used earlier", async () => {
  const { id } = await addCluster();
  const judge = async (n: number, name: string | null) => {
    const scanId = await addEndedScan(id, day(n));
    if (name === null) return;
    await transaction((tx) => keepRuleSet(tx, rules(name), day(n)));
    await getDatabase().scan.update({ where: { id: scanId }, data: { rulesHash: rules(name).hash } });
  };
  const known = () => transaction((tx) => rulesBefore(tx, id));
  assert.equal(await known(), null);
  await judge(4, "two");
  await judge(3, "three");
  assert.deepEqual(await known(), rules("two"));
  await judge(5, null);
  assert.equal(await known(), null, "of a scan without rules nothing is known");
});
