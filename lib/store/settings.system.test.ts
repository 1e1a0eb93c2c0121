import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { noLinks } from "../domain/link-settings.ts";
import { startTestDatabase } from "./database-fixture.ts";
import { getLinkSettings, setLinkSettings } from "./settings.ts";

let stop: () => Promise<void>;
before(async () => {
  ({ stop } = await startTestDatabase());
});
after(() => stop());

const links = { ...noLinks, headlamp: "https://headlamp.example", headlampClusters: { c1: "prod" } };

test("what is set is what is read, with who set it", async () => {
  assert.deepEqual(await getLinkSettings(), { ...noLinks, updatedAt: null, updatedBy: null });
  const set = await setLinkSettings({ links, seen: null, by: "Ada" });
  assert.deepEqual({ ...set, updatedAt: null }, { ...links, updatedAt: null, updatedBy: "Ada" });
  assert.deepEqual(await getLinkSettings(), set);
});

test("who did not see the last change overwrites nothing", async () => {
  const { updatedAt } = await getLinkSettings();
  await assert.rejects(setLinkSettings({ links: noLinks, seen: null, by: "Grace" }), {
    code: "conflict",
    message: /Ada changed these links/,
  });
  const at = new Date(updatedAt ?? 0);
  const changed = await setLinkSettings({ links: noLinks, seen: updatedAt, by: "Grace" }, at);
  assert.notEqual(changed.updatedAt, updatedAt);
  const tries = ["one", "two", "three"].map((by) => setLinkSettings({ links, seen: changed.updatedAt, by }));
  const outcomes = await Promise.allSettled(tries);
  assert.equal(outcomes.filter(({ status }) => status === "fulfilled").length, 1);
});
