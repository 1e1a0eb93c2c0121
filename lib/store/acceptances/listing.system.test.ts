import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import type { AcceptanceQuery } from "../../domain/views/triage-view.ts";
import { getDatabase } from "../client.ts";
import { addCluster, startTestDatabase } from "../database-fixture.ts";
import { minute } from "../report-fixture.ts";
import { reviewAcceptance, revokeAcceptance } from "../triage/acceptance-acts.ts";
import { accept, ada, checkId, days, look, office } from "./acceptance-fixture.ts";
import { endAcceptances } from "./end-acceptances.ts";
import { getAcceptance, listAcceptances } from "./list-acceptances.ts";

let stop: () => Promise<void>;
let cluster: string;
const made: Record<string, string> = {};

before(async () => {
  ({ stop } = await startTestDatabase());
  cluster = (await addCluster({ name: "harbor" })).id;
  const nodes = ["a1", "b1", "c1", "w1", "x1"];
  await look(cluster, { at: 1, failing: nodes });
  const one = async (name: string, node: string, given: Parameters<typeof accept>[2] = {}) => {
    made[name] = (await accept(cluster, 3, { nodes: [node], ...given })).acceptanceId;
  };
  await one("matched", "a1", { reason: "The office may read metrics." });
  await one("expiring", "b1", { expiresAt: days(7).toISOString() });
  await one("expired", "c1", { expiresAt: minute(10) });
  await one("voided", "w1", { condition: { openFrom: ["other-network"], evidenceChanges: false } });
  await one("revoked", "x1");
  await look(cluster, { at: 5, quiet: nodes, vantage: office, open: [10_255] });
  await revokeAcceptance({ id: made.revoked ?? "", version: 1 }, "No longer so.", ada, new Date(minute(8)));
  await endAcceptances(new Date(minute(11)));
  const acceptance = { scope: "check" as const, cluster, reason: "Nobody has this check here." };
  await one("unused", "nobody", { ...acceptance, check: "quiet-check" });
  await one("invalid", "nobody", { ...acceptance, check: "check-of-long-ago" });
  await one("wrong", "nobody", { scope: "selector", cluster, selector: "node:a*" });
  await getDatabase().acceptance.update({ where: { id: made.wrong ?? "" }, data: { selector: "colour:red" } });
});
after(() => stop());

const now = new Date(minute(20));
const knownChecks = [checkId, "quiet-check"];
const ask = (asked: AcceptanceQuery) => listAcceptances({ ...asked, knownChecks }, now);
const names = async (asked: AcceptanceQuery) => {
  const byId = new Map(Object.entries(made).map(([name, id]) => [id, name]));
  return (await ask(asked)).items.map(({ id }) => byId.get(id) ?? id);
};

test("each acceptance has one standing, and the numbers are those of the lists", async () => {
  const all = await ask({});
  const standings = Object.fromEntries(all.items.map(({ id, standing }) => [id, standing]));
  for (const name of ["matched", "unused", "expiring", "expired", "voided", "revoked", "invalid"] as const) {
    assert.equal(standings[made[name] ?? ""], name);
    const { items, total, counts } = await ask({ standing: [name] });
    assert.deepEqual([items.length, total], [counts[name], counts[name]], name);
    assert.deepEqual(counts, all.counts, "the numbers beside a choice are not narrowed by it");
  }
  assert.equal(all.total, 8);
  assert.equal(all.counts.invalid, 2);
});

test("an invalid one says what it names that is no more", async () => {
  const [check, selector] = await Promise.all(
    ["invalid", "wrong"].map((name) => getAcceptance(made[name] ?? "", { knownChecks }, now)),
  );
  assert.equal(check?.problem, "check-of-long-ago is no longer checked.");
  assert.match(selector?.problem ?? "", /"colour" cannot be read/);
  assert.equal(
    (await getAcceptance(made.invalid ?? "", {}, now)).standing,
    "unused",
    "without the checks none is invalid",
  );
});

test("what it covers now and what it ever covered are told apart", async () => {
  const counts = async (name: string) => {
    const { matched, everMatched } = await getAcceptance(made[name] ?? "", {}, now);
    return [matched, everMatched];
  };
  assert.deepEqual(await counts("matched"), [1, 1]);
  assert.deepEqual(await counts("expired"), [0, 1]);
  assert.deepEqual(await counts("unused"), [0, 0]);
});

test("filters hold together, and words are sought in the reason and in names", async () => {
  assert.deepEqual(await names({ q: "OFFICE metrics" }), ["matched"]);
  assert.deepEqual(await names({ check: ["quiet-check"] }), ["unused"]);
  assert.equal((await ask({ cluster })).total, 8);
  assert.equal((await ask({ cluster: (await addCluster()).id })).total, 0);
  assert.equal((await ask({ by: "ada", kind: ["false-positive"] })).total, 0);
  await reviewAcceptance({ id: made.matched ?? "", version: 1 }, { id: "person-bo", name: "Bo" }, now);
  assert.deepEqual(await names({ reviewer: "bo" }), ["matched"]);
  assert.equal((await ask({ reviewer: "-" })).total, 7);
});

test("pages of any sort put together are the whole list", async () => {
  for (const sort of ["-created", "created", "expires", "-ended"] as const) {
    const whole = await names({ sort });
    const paged: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await ask({ sort, limit: 3, ...(cursor ? { cursor } : {}) });
      paged.push(...page.items.map(({ id }) => id));
      cursor = page.nextCursor ?? undefined;
    } while (cursor);
    assert.deepEqual(
      paged,
      whole.map((name) => made[name]),
      sort,
    );
  }
});

test("an acceptance that is not there is told", async () => {
  await assert.rejects(getAcceptance("nothing"), { code: "not-found" });
});
