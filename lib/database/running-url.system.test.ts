import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { runningUrl, startPostgres } from "./index.ts";

test("the address of a running server is found by its folder, and none where it does not run", async () => {
  const folder = mkdtempSync(join(tmpdir(), "breakwater-running-"));
  try {
    const dataDir = join(folder, "postgres");
    assert.equal(runningUrl(dataDir), null);
    const server = await startPostgres({ dataDir, durable: false });
    assert.equal(runningUrl(dataDir), server.url);
    await server.stop();
    assert.equal(runningUrl(dataDir), null);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});
