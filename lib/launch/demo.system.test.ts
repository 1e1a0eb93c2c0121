import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, it } from "node:test";
import { descendants, type Launched, launch, survivors } from "./fixture.ts";

interface Listed {
  items: { id: string; name: string; state?: string }[];
}

const noNames = new URL("./fixture-no-names.mjs", import.meta.url).href;

/** The stories build on each other: one data folder, started four times. */
describe("npm run demo", () => {
  let folder = "";
  let lookups = "";
  let firstClusters: string[] = [];
  let demo: Launched | null = null;
  before(() => {
    folder = mkdtempSync(join(tmpdir(), "breakwater-demo-"));
    lookups = join(folder, "lookups");
  });
  after(async () => {
    if (demo?.child.exitCode === null) await demo.end("SIGKILL");
    rmSync(folder, { recursive: true, force: true });
  });

  async function start(): Promise<Launched> {
    demo = await launch("demo.ts", {
      BREAKWATER_DATA_DIR: join(folder, "data"),
      BREAKWATER_FLEET_BASE: "127.79",
      BREAKWATER_DEMO_DAYS: "3",
      BREAKWATER_TEST_LOOKUPS: lookups,
      NODE_OPTIONS: `--import=${noNames}`,
    });
    return demo;
  }

  async function ask(path: string): Promise<Response> {
    return fetch(`${demo?.url}${path}`, { signal: AbortSignal.timeout(20_000) });
  }

  async function clusterNames(): Promise<string[]> {
    const { items } = (await (await ask("/api/v1/clusters")).json()) as Listed;
    return items.map(({ id, name }) => `${name} ${id}`).sort();
  }

  /** Scans of a cluster, "name id" of which is listed. */
  async function scansOf(clusters: readonly string[], name: string): Promise<Listed["items"]> {
    const id = clusters.find((each) => each.startsWith(`${name} `))?.slice(name.length + 1);
    return ((await (await ask(`/api/v1/scans?cluster=${id}`)).json()) as Listed).items;
  }

  function pidOf(command: RegExp): number {
    const found = descendants(demo?.child.pid ?? 0).find((each) => command.test(each.command));
    assert.ok(found, `no process like ${command}`);
    return found.pid;
  }

  it("is watched by a resolver that fails and tells", () => {
    const witness = join(folder, "witness");
    const script = `fetch("http://registry.example/").then(() => process.exit(9), () => process.exit(7))`;
    const run = spawnSync(process.execPath, [`--import=${noNames}`, "-e", script], {
      env: { ...process.env, BREAKWATER_TEST_LOOKUPS: witness },
    });
    assert.equal(run.status, 7);
    assert.match(readFileSync(witness, "utf8"), /looked up registry\.example/);
  });

  it("starts from nothing and scans with every name resolution failing, a line for each step", async () => {
    const started = await start();
    await started.line(/^Breakwater is ready: http:\/\/127\.0\.0\.1:\d+$/, 240_000);
    for (const step of [
      /^PostgreSQL 18 started on 127\.0\.0\.1:\d+ \(\d+\.\d s\)$/,
      /^\d+ migrations? applied/,
      /^Demo fleet: 31 nodes in 8 clusters/,
      /^Worker started/,
      /^Web server started/,
      /^The last 3 days: 3 scans of harbor made \(\d+\.\d s\)$/,
      /^harbor scanned: 13 of 14 nodes; found \d+ critical/,
    ]) {
      assert.ok(
        started.lines.some((line) => step.test(line)),
        `${step} in\n${started.lines.join("\n")}`,
      );
    }
    const page = await ask("/");
    assert.equal(page.status, 200);
    assert.match(await page.text(), /harbor/);
    const health = (await (await ask("/api/health")).json()) as { status: string };
    assert.equal(health.status, "ok");
    firstClusters = await clusterNames();
    assert.equal(firstClusters.length, 8);
    await started.line(/^The past of the other 7 clusters: \d+ scans made/, 240_000);
    assert.equal((await scansOf(firstClusters, "skiff")).length, 3, "two past days and today");
    assert.equal(existsSync(lookups) ? readFileSync(lookups, "utf8") : "", "", "no name was even asked for");
  });

  it("is alone in its data folder: a second start is refused and told where the first one is", async () => {
    const second = await launch("start.ts", { BREAKWATER_DATA_DIR: join(folder, "data") });
    assert.equal(await second.ended, 1);
    assert.match(second.errors(), /^Breakwater already runs in BREAKWATER_DATA_DIR \S+ \(process \d+, http:/);
    assert.ok(second.errors().includes(`(process ${demo?.child.pid}, ${demo?.url})`));
    assert.deepEqual(second.lines, []);
  });

  it("starts again whatever of it is killed", async () => {
    process.kill(pidOf(/lib\/worker\/main\.ts/), "SIGKILL");
    await demo?.line(/^Worker runs again/);
    process.kill(pidOf(/fleet-child\.ts/), "SIGKILL");
    await demo?.line(/^Demo fleet runs again/);
    process.kill(pidOf(/next-server|standalone\/server\.js/), "SIGKILL");
    await demo?.line(/^Web server runs again/);
    process.kill(pidOf(/bin\/postgres -D/), "SIGKILL");
    await demo?.line(/^PostgreSQL ended; starting it again/);
    let health = "";
    for (let waited = 0; waited < 30_000 && health !== "ok"; waited += 250) {
      health = ((await (await ask("/api/health")).json()) as { status: string }).status;
      await new Promise((resolve) => setTimeout(resolve, 250));
    }
    assert.equal(health, "ok");
  });

  it("stops on SIGTERM with status 0 and leaves no process", async () => {
    const pids = descendants(demo?.child.pid ?? 0).map(({ pid }) => pid);
    assert.ok(pids.length > 4);
    assert.equal(await demo?.end("SIGTERM"), 0, demo?.errors());
    assert.deepEqual(await survivors(pids), []);
    assert.ok(demo?.lines.includes("Stopped"));
  });

  it("resumes with the same data, and takes everything along when it is killed", async () => {
    const started = await start();
    await started.line(/^Breakwater is ready/);
    assert.ok(started.lines.some((line) => /^Migrations up to date/.test(line)));
    assert.ok(!started.lines.some((line) => /days: \d+ scans|The past of/.test(line)), "the past is told once");
    assert.deepEqual(await clusterNames(), firstClusters);
    const { items } = (await (await ask("/api/v1/scans")).json()) as Listed;
    assert.ok(
      items.some((scan) => scan.state === "complete"),
      "the first start's scans are kept",
    );
    const pids = descendants(started.child.pid ?? 0).map(({ pid }) => pid);
    await started.end("SIGKILL");
    assert.deepEqual(await survivors(pids), []);
  });

  it("starts after it was killed, and stops on SIGINT", async () => {
    const started = await start();
    await started.line(/^Breakwater is ready/);
    assert.deepEqual(await clusterNames(), firstClusters);
    assert.equal(await started.end("SIGINT"), 0, started.errors());
  });
});
