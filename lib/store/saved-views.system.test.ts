import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { startTestDatabase } from "./database-fixture.ts";
import { createView, deleteView, getView, listViews, updateView } from "./saved-views.ts";

let stop: () => Promise<void>;
before(async () => {
  ({ stop } = await startTestDatabase());
});
after(() => stop());

const ada = { id: "p-ada", name: "Ada" };
const bob = { id: "p-bob", name: "Bob" };
const view = { name: "Mine", path: "/findings", query: "q=severity%3Ahigh", shared: false } as const;
const names = async (person: typeof ada) => (await listViews("/findings", person)).map(({ name }) => name);

test("a personal view is listed for its owner, a shared one for all, and a link opens both", async () => {
  const own = await createView(view, ada);
  const shared = await createView({ ...view, name: "Everyone's", shared: true }, ada);
  assert.deepEqual(await names(ada), ["Everyone's", "Mine"]);
  assert.deepEqual(await names(bob), ["Everyone's"]);
  assert.deepEqual([(await getView(own.id)).query, (await getView(shared.id)).createdBy], [view.query, "Ada"]);
  assert.equal((await createView(view, bob)).name, "Mine");
});

test("a name stands once in a menu, whatever its case", async () => {
  await assert.rejects(createView({ ...view, name: "MINE" }, ada), { code: "conflict", message: /MINE/ });
});

test("a change that did not see the newest version changes nothing and says so", async () => {
  const { id, version } = await createView({ ...view, name: "Edited", shared: true }, ada);
  const edited = await updateView(id, { version, query: "q=port%3A10250" }, bob);
  assert.deepEqual([edited.query, edited.version, edited.name], ["q=port%3A10250", version + 1, "Edited"]);
  await assert.rejects(updateView(id, { version, name: "Other" }, ada), { code: "conflict", message: /Edited/ });
  await assert.rejects(deleteView(id, version, ada), { code: "conflict" });
  assert.equal((await getView(id)).name, "Edited");
  await deleteView(id, edited.version, bob);
  await assert.rejects(getView(id), { code: "not-found" });
});

test("nobody changes another's personal view", async () => {
  const { id, version } = await createView({ ...view, name: "Ada's" }, ada);
  await assert.rejects(updateView(id, { version, name: "x" }, bob), { code: "not-found" });
  await assert.rejects(deleteView(id, version, bob), { code: "not-found" });
  assert.equal((await updateView(id, { version, shared: true }, ada)).shared, true);
  assert.ok((await names(bob)).includes("Ada's"));
});
