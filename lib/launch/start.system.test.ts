import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, it } from "node:test";
import { holdFolder } from "../database/index.ts";
import { freePort } from "../database/server-process.ts";
import { launch } from "./fixture.ts";

describe("npm start", () => {
  let folder = "";
  before(() => {
    folder = mkdtempSync(join(tmpdir(), "breakwater-npm-start-"));
  });
  after(() => rmSync(folder, { recursive: true, force: true }));

  it("ends before anything is started when its port is in use, with a sentence", async () => {
    const server = createServer();
    const port = await freePort();
    await new Promise<void>((resolve) => server.listen(port, "127.0.0.1", resolve));
    const dataDir = join(folder, "never");
    const started = await launch("start.ts", { PORT: String(port), BREAKWATER_DATA_DIR: dataDir });
    assert.equal(await started.ended, 1);
    assert.equal(started.errors(), `PORT ${port} is in use by another program; set PORT to a free one.\n`);
    assert.deepEqual(readdirSync(folder), []);
    await new Promise((resolve) => server.close(resolve));
  });

  it("ends with one sentence when a variable is wrong", async () => {
    const started = await launch("start.ts", { BREAKWATER_VANTAGE: "moon", BREAKWATER_DATA_DIR: folder });
    assert.equal(await started.ended, 1);
    assert.match(started.errors(), /^BREAKWATER_VANTAGE is "moon".*\n$/);
  });

  it("ends with a sentence when its data folder cannot be one", async () => {
    const file = join(folder, "file");
    writeFileSync(file, "");
    const started = await launch("start.ts", { BREAKWATER_DATA_DIR: join(file, "data") });
    assert.equal(await started.ended, 1);
    assert.match(started.errors(), /^BREAKWATER_DATA_DIR .* cannot be used/);
  });

  it("ends with a sentence, and soon, when its data folder lies where nobody can write", async () => {
    for (const dataDir of ["/proc/breakwater/data", "/proc"]) {
      const started = await launch("start.ts", { BREAKWATER_DATA_DIR: dataDir });
      const late = setTimeout(() => started.child.kill("SIGKILL"), 20_000);
      assert.equal(await started.ended, 1);
      clearTimeout(late);
      assert.match(started.errors(), /^BREAKWATER_DATA_DIR \/proc\S* cannot be used: .*\n$/);
    }
  });

  it("ends before anything is started when Breakwater already runs in its data folder, with a sentence", async () => {
    const dataDir = join(folder, "taken");
    mkdirSync(dataDir);
    const held = await holdFolder(dataDir, "process 42, http://127.0.0.1:3140");
    assert.ok("release" in held);
    for (const DATABASE_URL of ["", "postgresql://me@127.0.0.1:1/breakwater"]) {
      const started = await launch("start.ts", { DATABASE_URL, BREAKWATER_DATA_DIR: dataDir });
      assert.equal(await started.ended, 1);
      assert.equal(
        started.errors(),
        `Breakwater already runs in BREAKWATER_DATA_DIR ${dataDir} (process 42, http://127.0.0.1:3140); ` +
          "stop it, or set BREAKWATER_DATA_DIR to another folder.\n",
      );
      assert.deepEqual(started.lines, []);
    }
    assert.deepEqual(readdirSync(dataDir), []);
    await held.release();
  });

  it("ends with a sentence when the PostgreSQL of DATABASE_URL is not there", async () => {
    const url = `postgresql://me:hunter2@127.0.0.1:${await freePort()}/breakwater`;
    const started = await launch("start.ts", { DATABASE_URL: url, BREAKWATER_DATA_DIR: folder });
    assert.equal(await started.ended, 1);
    assert.match(started.errors(), /database cannot be reached/i);
    assert.doesNotMatch(started.errors() + started.lines.join(), /hunter2/);
  });
});
