import assert from "node:assert/strict";
import { mkdtempSync, readFileSync, rmSync, statSync } from "node:fs";
import { connect } from "node:net";
import { networkInterfaces, tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, it } from "node:test";
import { Client } from "pg";
import { createDatabase, startPostgres } from "./index.ts";
import { isRunning } from "./process-state.ts";
import { chooseRunAs } from "./run-as.ts";

async function ask(url: string, sql: string): Promise<string[]> {
  const client = new Client({ connectionString: url, connectionTimeoutMillis: 5_000 });
  await client.connect();
  try {
    const result = await client.query<Record<string, unknown>>(sql);
    return result.rows.map((row) => String(Object.values(row)[0]));
  } finally {
    await client.end();
  }
}

function connectTo(host: string, port: number): Promise<string> {
  return new Promise((resolve) => {
    const socket = connect({ host, port, timeout: 2_000 });
    const settle = (outcome: string) => {
      socket.destroy();
      resolve(outcome);
    };
    socket.once("connect", () => settle("open"));
    socket.once("timeout", () => settle("timeout"));
    socket.once("error", (error: NodeJS.ErrnoException) => settle(error.code ?? "error"));
  });
}

describe("the embedded PostgreSQL", () => {
  let folder = "";
  before(() => {
    folder = mkdtempSync(join(tmpdir(), "breakwater-start-"));
  });
  after(() => rmSync(folder, { recursive: true, force: true }));

  it("starts, stops and keeps what was written", async () => {
    const first = await startPostgres({ dataDir: folder });
    assert.equal(first.reused, false);
    await ask(first.url, "create table kept (n int)");
    await ask(first.url, "insert into kept values (42)");
    await first.stop();
    assert.equal(first.isAlive(), false);
    const second = await startPostgres({ dataDir: folder });
    assert.deepEqual(await ask(second.url, "select n from kept"), ["42"]);
    assert.equal(second.port, first.port, "the port is taken again while it is free");
    await second.stop();
  });

  it("recovers when the server itself was killed", async () => {
    const first = await startPostgres({ dataDir: folder });
    await ask(first.url, "insert into kept values (43)");
    process.kill(first.pid, "SIGKILL");
    const second = await startPostgres({ dataDir: folder });
    assert.notEqual(second.pid, first.pid);
    assert.deepEqual(await ask(second.url, "select n from kept order by n"), ["42", "43"]);
    await second.stop();
  });

  it("is joined, not started again, by a second start, and survives that one's stop", async () => {
    const [a, b] = await Promise.all([startPostgres({ dataDir: folder }), startPostgres({ dataDir: folder })]);
    assert.equal(a.pid, b.pid);
    assert.deepEqual([a.reused, b.reused].sort(), [false, true]);
    const joiner = a.reused ? a : b;
    await joiner.stop();
    assert.deepEqual(await ask(joiner.url, "select 1"), ["1"]);
    await (a.reused ? b : a).stop();
    assert.equal(isRunning(a.pid), false);
  });

  it("writes safely, listens on loopback only and asks for its password", async () => {
    const server = await startPostgres({ dataDir: folder });
    try {
      assert.deepEqual(await ask(server.url, "show listen_addresses"), ["127.0.0.1"]);
      assert.deepEqual(await ask(server.url, "show fsync"), ["on"]);
      assert.deepEqual(await ask(server.url, "select datlocale from pg_database where datname = 'breakwater'"), [
        "C.UTF-8",
      ]);
      const outside = Object.values(networkInterfaces())
        .flatMap((list) => list ?? [])
        .filter((each) => !each.internal);
      for (const { address, family, scopeid } of outside) {
        if (family === "IPv6" && scopeid) continue;
        assert.notEqual(await connectTo(address, server.port), "open", address);
      }
      const wrong = new URL(server.url);
      wrong.password = "guess";
      await assert.rejects(ask(wrong.href, "select 1"), /password authentication failed/);
      assert.equal(statSync(join(folder, "password")).mode & 0o777, 0o600);
      assert.equal(statSync(folder).mode & 0o077, 0);
    } finally {
      await server.stop();
    }
  });

  it("makes further databases once and refuses a name that is none", async () => {
    const server = await startPostgres({ dataDir: folder });
    try {
      const url = await createDatabase(server.url, "another");
      assert.equal(await createDatabase(server.url, "another"), url);
      assert.deepEqual(await ask(url, "select current_database()"), ["another"]);
      await assert.rejects(createDatabase(server.url, 'x"; drop'), /cannot be a database name/);
    } finally {
      await server.stop();
    }
  });

  it("says what is missing when the password file was lost", async () => {
    const other = mkdtempSync(join(tmpdir(), "breakwater-lost-"));
    try {
      await (await startPostgres({ dataDir: other, durable: false })).stop();
      assert.ok(readFileSync(join(other, "password"), "utf8").length >= 32);
      rmSync(join(other, "password"));
      await assert.rejects(startPostgres({ dataDir: other, durable: false }), /password is missing/);
    } finally {
      rmSync(other, { recursive: true, force: true });
    }
  });

  it("runs as another user where root may not use namespaces, in a folder only root may enter", async (t) => {
    if (process.getuid?.() !== 0) {
      assert.equal(chooseRunAs().how, "directly");
      return;
    }
    const other = mkdtempSync(join(tmpdir(), "breakwater-root-"));
    t.after(() => rmSync(other, { recursive: true, force: true }));
    const runAs = chooseRunAs(0, false);
    assert.equal(runAs.how, "as another user");
    const server = await startPostgres({ dataDir: join(other, "closed"), durable: false, runAs });
    assert.match(readFileSync(`/proc/${server.pid}/status`, "utf8"), /^Uid:\t65534/m);
    assert.deepEqual(await ask(server.url, "select 1"), ["1"]);
    await server.stop();
    const back = await startPostgres({ dataDir: join(other, "closed"), durable: false });
    assert.deepEqual(await ask(back.url, "select 1"), ["1"]);
    await back.stop();
  });
});
