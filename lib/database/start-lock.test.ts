import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";
import { holdFolder, withStartLock } from "./start-lock.ts";

const folder = mkdtempSync(join(tmpdir(), "breakwater-lock-"));
after(() => rmSync(folder, { recursive: true, force: true }));

test("a folder has one holder, and whoever comes second hears who it is", async () => {
  const first = await holdFolder(folder, "process 1");
  assert.ok("release" in first);
  assert.deepEqual(await holdFolder(folder, "process 2"), { holder: "process 1" });
  await first.release();
  const next = await holdFolder(folder, "process 3");
  assert.ok("release" in next);
  await next.release();
});

test("a holder may start something in the folder meanwhile", async () => {
  const held = await holdFolder(folder, "process 1");
  assert.ok("release" in held);
  assert.equal(await withStartLock(folder, async () => "started"), "started");
  await held.release();
});
