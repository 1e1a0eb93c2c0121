import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { getDatabase } from "../client.ts";
import { startTestDatabase } from "../database-fixture.ts";
import { minute } from "../report-fixture.ts";
import { addComment, editComment, listComments, removeComment } from "./comments.ts";
import { getFindingTriage, listTriageActs } from "./finding-triage.ts";
import { findPerson, listPeople, namePerson } from "./people.ts";
import { triageFindings } from "./triage-findings.ts";
import { acceptance, actOn, ann, ben, chosen, clusterWith, findingOf, time } from "./triage-fixture.ts";

let stop: () => Promise<void>;
before(async () => {
  ({ stop } = await startTestDatabase());
});
after(() => stop());

const tellings = async (findingId: string) =>
  (await getDatabase().findingEvent.findMany({ where: { findingId, kind: "commented" }, orderBy: { id: "asc" } })).map(
    ({ message, by }) => [message, by],
  );

test("a comment is kept as it was written, counted, and told in one line", async () => {
  const cluster = await clusterWith(["w1"]);
  const { id } = await findingOf(cluster, "w1");
  const body = "  **Closed** by the team.\n\n<script>alert(1)</script>";
  const comment = await addComment(id, body, ann, time(10));
  assert.deepEqual([comment.body, comment.by, comment.own, comment.version], [body, "Ann", true, 1]);
  assert.equal((await findingOf(cluster, "w1")).comments, 1);
  assert.deepEqual(await tellings(id), [["**Closed** by the team.", "Ann"]]);
  assert.equal((await findingOf(cluster, "w1")).triageVersion, 0, "a comment is no act that others are told of");
  await assert.rejects(addComment(id, " \n ", ann), /must say something/);
  await assert.rejects(addComment(id, "x".repeat(10_001), ann), /at most 10000 characters/);
  await assert.rejects(addComment("nothing", "A comment", ann), /no finding/);
});

test("only who wrote a comment edits or removes it, and no version that was not seen", async () => {
  const cluster = await clusterWith(["w1"]);
  const { id } = await findingOf(cluster, "w1");
  const first = await addComment(id, "First words", ann, time(10));
  await assert.rejects(editComment(first, "Other words", ben), /Only Ann/);
  await assert.rejects(removeComment(first, ben), /Only Ann/);
  const edited = await editComment(first, "Second words", ann, time(11));
  assert.deepEqual([edited.body, edited.editedAt, edited.version], ["Second words", minute(11), 2]);
  await assert.rejects(editComment(first, "Lost words", ann), /changed by Ann at/);
  assert.deepEqual(await tellings(id), [["Second words", "Ann"]]);
  assert.deepEqual(
    (await listComments(id, ben)).map(({ own }) => own),
    [false],
  );
  await removeComment(edited, ann);
  assert.deepEqual(await listComments(id, ann), []);
  assert.equal((await findingOf(cluster, "w1")).comments, 0);
  assert.deepEqual(await tellings(id), [["A comment that was removed since.", "Ann"]]);
  await assert.rejects(removeComment(edited, ann), /no longer there/);
});

test("what stands on a finding is told with its acceptance and comments, and its acts newest first", async () => {
  const cluster = await clusterWith(["w1", "w22"]);
  const { id } = await findingOf(cluster, "w1");
  await actOn(cluster, ["w1", "w22"], { kind: "assign", assignee: "Cleo" }, ann, 10);
  await actOn(cluster, ["w1"], { kind: "due", at: minute(9000) }, ann, 11);
  await addComment(id, "Words", ben, time(12));
  const open = await getFindingTriage(id, ben);
  assert.deepEqual([open.assignee, open.dueAt, open.dueSet, open.acceptance], ["Cleo", minute(9000), true, null]);
  const condition = { openFrom: ["internet" as const], evidenceChanges: true };
  await actOn(cluster, ["w1"], { kind: "accept", acceptance: acceptance({ condition }) }, ann, 13);
  const { comments, acceptance: kept, ...rest } = await getFindingTriage(id, ben);
  assert.deepEqual(rest, {
    ...{
      version: 3,
      state: "accepted",
      assignee: "Cleo",
      dueAt: null,
      dueSet: true,
      triagedAt: minute(13),
      triagedBy: "Ann",
    },
  });
  assert.deepEqual([kept?.state, kept?.condition, kept?.matched, kept?.createdBy], ["active", condition, 1, "Ann"]);
  assert.deepEqual(
    comments.map(({ by, own }) => [by, own]),
    [["Ben", true]],
  );
  const acts = await listTriageActs({ finding: id, limit: 2 });
  assert.deepEqual(
    [acts.total, acts.items.map(({ kind, total }) => [kind, total])],
    [
      3,
      [
        ["accept", 1],
        ["due", 1],
      ],
    ],
  );
  const older = await listTriageActs({ finding: id, limit: 2, cursor: acts.nextCursor ?? "" });
  assert.deepEqual(
    older.items.map(({ kind, total, by }) => [kind, total, by]),
    [["assign", 2, "Ann"]],
  );
  await assert.rejects(getFindingTriage("nothing", ann), /no finding/);
});

test("a person keeps their id under another name, and is one to give findings to", async () => {
  const named = await namePerson(null, "  Dora\tDay ");
  assert.equal(named.name, "Dora Day");
  assert.deepEqual(await findPerson(named.id), named);
  assert.equal(await findPerson("0199c1f0-0000-7000-8000-000000000000"), null);
  const renamed = await namePerson(named.id, "Dora");
  assert.equal(renamed.id, named.id);
  assert.notEqual((await namePerson("unknown", "Edda")).id, "unknown", "nobody chooses their own id");
  const cluster = await clusterWith(["w1"]);
  await triageFindings({ kind: "assign", assignee: "dora" }, await chosen(cluster, "w1"), ann);
  const people = await listPeople();
  assert.ok(people.includes("Edda") && people.includes("Cleo"));
  assert.equal(people.filter((name) => name.toLowerCase() === "dora").length, 1);
  await assert.rejects(namePerson(null, " "), /must not be empty/);
});
