import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import pg from "pg";
import { type Postgres, startPostgres } from "../database/index.ts";
import type { Observation, Sweep } from "../domain/observation.ts";
import type { PortState } from "../domain/port-state.ts";
import type { ScanReport } from "../domain/scan-report.ts";
import type { Verdict } from "../domain/verdict.ts";
import { closeDatabase, getDatabase } from "./client.ts";
import { addCluster } from "./database-fixture.ts";
import { seededChoices } from "./finding-fixture.ts";
import { MemoryModel } from "./memory-model-fixture.ts";
import { readMemory } from "./memory-reader-fixture.ts";
import { migrate } from "./migrate.ts";
import { finishRecheck, requestRecheck, startRecheck } from "./rechecks.ts";
import { judged, reportOf } from "./report-fixture.ts";
import { requestScan } from "./request-scan.ts";
import { startScan } from "./run-scan-state.ts";
import { storeScan } from "./store-scan.ts";
import { tallies } from "./tally-fixture.ts";

const rounds = 300;
const begin = Date.UTC(2026, 2, 20);
const tenMinutes = 600_000;
const ports = [10_250, 10_255, 30_001, 30_002, 30_003];
const checks = ["kubelet-readonly-port-open", "kubelet-anonymous-auth"];
const vantage = { name: "scanner", kind: "worker-node" as const };
const iso = (time: number) => new Date(time).toISOString();

let directory: string;
let server: Postgres;
before(async () => {
  directory = mkdtempSync(join(tmpdir(), "breakwater-model-"));
  server = await startPostgres({ dataDir: join(directory, "postgres"), log: () => undefined });
  process.env.DATABASE_URL = server.url;
  process.env.BREAKWATER_SECRET_KEY = "ab".repeat(32);
  await migrate();
});
after(async () => {
  await closeDatabase();
  await server.stop();
  rmSync(directory, { recursive: true, force: true });
});

interface World {
  /** Nodes that exist, name → how often it was replaced. */
  nodes: Map<string, number>;
  states: Map<string, PortState | null>;
  verdicts: Map<string, Verdict>;
}

const { choose: pick, whole } = seededChoices(20_260_320);
const chance = (share: number) => whole(1, 1000) <= share * 1000;
const allNames = ["w1", "w22", "w333", "w4444"];
const addressOf = (name: string) => `127.0.0.${name.length}`;
const uidOf = (world: World, name: string) => `uid-${name}-${world.nodes.get(name) ?? 0}`;

/** Lets the cluster change a little: ports, verdicts, a node that leaves, comes back or is another machine. */
function live(world: World): void {
  for (const name of allNames) {
    if (chance(0.05))
      world.nodes.has(name) && world.nodes.size > 1 ? world.nodes.delete(name) : world.nodes.set(name, 0);
    if (chance(0.04) && world.nodes.has(name)) world.nodes.set(name, (world.nodes.get(name) ?? 0) + 1);
    for (const port of ports) {
      if (chance(0.15)) world.states.set(`${name} ${port}`, pick(["open", "closed", "filtered", null] as const));
    }
    for (const check of checks) {
      if (chance(0.2)) world.verdicts.set(`${name} ${check}`, pick(["fail", "pass", "unknown"] as const));
    }
  }
}

function lookAt(name: string, world: World, at: string): { sweep: Sweep; observations: Observation[] } {
  const base = { node: name, address: addressOf(name), protocol: "TCP" as const, vantage, at };
  const stateOf = (port: number) => world.states.get(`${name} ${port}`) ?? null;
  const withState = (state: PortState | null) => ports.filter((port) => stateOf(port) === state);
  const [closed, filtered, failed] = [withState("closed"), withState("filtered"), withState(null)];
  const states = { closed: closed.join(","), filtered: filtered.join(","), failed: failed.join(",") };
  const counts = { open: withState("open").length, closed: closed.length, filtered: filtered.length };
  const observations = withState("open").map((port): Observation => {
    return { ...base, port, state: "open", service: port === 10_250 ? "kubelet" : null, rttMs: 1, reason: null };
  });
  return {
    sweep: { ...base, ports: "10250,10255,30001-30003", ...counts, failed: failed.length, states },
    observations,
  };
}

function scanned(world: World, finishedAt: number, outcome: ScanReport["outcome"]): ScanReport {
  const names = [...world.nodes.keys()];
  const looked = outcome === "complete" ? names.filter(() => chance(0.9)) : names.filter(() => chance(0.5));
  const startedAt = finishedAt - 60_000;
  const looks = looked.map((name) => lookAt(name, world, iso(finishedAt - 30_000)));
  const results = names.flatMap((name) =>
    checks.map((checkId) => {
      const verdict = looked.includes(name) ? (world.verdicts.get(`${name} ${checkId}`) ?? "pass") : "unknown";
      return judgedOn(world, name, checkId, verdict, finishedAt - 30_000);
    }),
  );
  const report = reportOf({ at: 0, nodes: names, results, outcome, observations: [], sweeps: [] });
  return {
    ...report,
    startedAt: iso(startedAt),
    finishedAt: iso(finishedAt),
    nodes: report.nodes.map((node) => ({ ...node, uid: uidOf(world, node.name) })),
    observations: looks.flatMap(({ observations }) => observations),
    sweeps: looks.map(({ sweep }) => sweep),
  };
}

function judgedOn(world: World, name: string, checkId: string, verdict: Verdict, at: number) {
  return judged({ node: name, verdict, at: iso(at), checkId, uid: uidOf(world, name) });
}

function remember(model: MemoryModel, world: World, report: ScanReport, at: number, scanId: string | null): void {
  for (const { node, address, ports: listed } of report.sweeps) {
    if (node === null) continue;
    assert.equal(listed, "10250,10255,30001-30003");
    for (const port of ports) {
      const state = world.states.get(`${node} ${port}`) ?? null;
      const service = state === "open" && port === 10_250 ? "kubelet" : "";
      model.seePort(`${uidOf(world, node)} ${address}`, port, `${state ?? "unknown"} ${service}`, at);
    }
  }
  const complete = report.outcome === "complete";
  const uids = complete ? report.nodes.map(({ uid }) => uid) : null;
  model.judge(scanId, report, { at, complete, isScan: scanId !== null, uids });
}

/** Cuts whatever the product is doing in the database, a moment from now. */
async function cut(afterMs: number): Promise<void> {
  await sleep(afterMs);
  const client = new pg.Client({ connectionString: server.url });
  await client.connect();
  await client.query(
    "select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'breakwater' and pid <> pg_backend_pid()",
  );
  await client.end();
}

async function restart(): Promise<void> {
  await closeDatabase();
  await server.stop();
  server = await startPostgres({ dataDir: join(directory, "postgres"), log: () => undefined });
  process.env.DATABASE_URL = server.url;
}

/** Stores until it is stored, as the worker does, however often the connection is cut. */
async function storeThrough(scanId: string, report: ScanReport, kills: number): Promise<void> {
  const cuts = Array.from({ length: kills }, () => cut(pick([1, 5, 15, 40])));
  for (let attempt = 0; ; attempt += 1) {
    try {
      await storeScan(scanId, report);
      break;
    } catch (error) {
      assert.equal((error as { code?: string }).code, "unavailable", String(error));
      assert.ok(attempt < 20, "it never succeeds");
      await sleep(20);
    }
  }
  await Promise.all(cuts);
  if (kills > 0) await settle();
}

/** Lets the pool notice which of its connections are gone, so that the next round begins with living ones. */
async function settle(): Promise<void> {
  for (let attempt = 0; attempt < 50; attempt += 1) {
    const asked = Array.from({ length: 8 }, () => getDatabase().$queryRaw`select 1`);
    const answers = await Promise.allSettled(asked);
    if (answers.every(({ status }) => status === "fulfilled")) return;
    await sleep(20);
  }
}

test(`${rounds} rounds of scans, kills and restarts leave what a plain model holds`, { timeout: 600_000 }, async () => {
  const { id: clusterId } = await addCluster();
  const world: World = { nodes: new Map(allNames.map((name) => [name, 0])), states: new Map(), verdicts: new Map() };
  const model = new MemoryModel();
  let newest = begin;
  for (let round = 1; round <= rounds; round += 1) {
    live(world);
    const time = begin + round * tenMinutes;
    const kind = pick(["scan", "scan", "scan", "partial", "twice", "late", "back", "recheck"] as const);
    if (kind === "recheck") {
      newest = (await recheck(clusterId, world, model, Math.max(time, newest + 1))) ?? newest;
      continue;
    }
    const goesBack = kind === "late" || kind === "back";
    const ended = goesBack && round > 1 ? newest - 7 * tenMinutes : Math.max(time, newest + 1);
    const report = scanned(world, ended, kind === "partial" ? "partial" : "complete");
    const { id } = await requestScan({ clusterId, profile: "standard", trigger: "manual" });
    if (kind !== "late") await startScan(id, "worker-1");
    const late = kind === "late" && round > 1;
    await storeThrough(id, report, chance(0.25) ? 1 : 0);
    if (kind === "twice") assert.equal((await storeScan(id, report)).stored, false);
    if (round % 60 === 0) await restart();
    if (late) continue;
    const at = ended > newest ? ended : newest + 1;
    const shown =
      ended > newest ? report : { ...report, results: report.results.map((one) => ({ ...one, evidence: [] })) };
    remember(model, world, shown, at, id);
    newest = at;
  }
  assert.ok(model.findings.size > 10 && model.answers.size > 100, "the rounds were too tame");
  const memory = await readMemory(clusterId);
  assert.deepEqual(memory.ports, Object.fromEntries([...model.ports].sort()));
  assert.deepEqual(memory.verdicts, Object.fromEntries([...model.verdicts].sort()));
  assert.deepEqual(memory.findings, Object.fromEntries([...model.findings].sort()));
  for (const [scanId, answers] of model.answers) {
    assert.deepEqual(await memory.answersOf(scanId), Object.fromEntries([...answers].sort()), `scan ${scanId}`);
  }
  const tally = await getDatabase().findingTally.aggregate({ where: { clusterId }, _sum: { count: true } });
  assert.equal(tally._sum.count, model.findings.size);
  const { kept, counted } = await tallies();
  assert.deepEqual(kept, counted);
});

/** Looks at one open finding's subject again; null when there is none. */
async function recheck(clusterId: string, world: World, model: MemoryModel, at: number): Promise<number | null> {
  const open = await getDatabase().finding.findMany({ where: { clusterId, state: "open" }, orderBy: { id: "asc" } });
  const finding = open.length > 0 ? pick(open) : null;
  const name = finding?.nodeName ?? "";
  const { uid } = (finding?.subject ?? {}) as { uid?: string };
  if (!finding || !world.nodes.has(name) || uid !== uidOf(world, name)) return null;
  const verdict = world.verdicts.get(`${name} ${finding.checkId}`) ?? "pass";
  const result = judgedOn(world, name, finding.checkId, verdict, at);
  const report = reportOf({ at: 0, nodes: [name], results: [result], observations: [], sweeps: [] });
  const shown = { ...report, startedAt: iso(at), finishedAt: iso(at) };
  const { id } = await requestRecheck(finding.id);
  await startRecheck(id, "worker-1");
  await finishRecheck(id, shown);
  remember(model, world, shown, at, null);
  return at;
}
