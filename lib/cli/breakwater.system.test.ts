import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import type { ScanReport } from "../domain/scan-report.ts";
import { type Fleet, startFleet } from "../fleet/index.ts";
import { breakwater } from "./breakwater-fixture.ts";

const folder = mkdtempSync(join(tmpdir(), "breakwater-cli-"));
const root = join(import.meta.dirname, "..", "..");
const anonymous = "kubelet-anonymous-auth-enabled";
let fleet: Fleet;

before(async () => {
  fleet = await startFleet({ directory: join(folder, "fleet"), base: "127.137", controlPlanes: 3, workers: 9 });
});
after(async () => {
  await fleet.stop();
  rmSync(folder, { recursive: true, force: true });
});

test("the JSON report is the contract's, and --output leaves no half-written file", async () => {
  const output = join(folder, "report.json");
  const run = await breakwater([
    "scan",
    "--kubeconfig",
    fleet.kubeconfig,
    "--profile",
    "quick",
    "--format",
    "json",
    "--output",
    output,
  ]);
  assert.equal(run.status, 0, run.stderr);
  assert.equal(run.stdout, "");
  const report = JSON.parse(readFileSync(output, "utf8")) as ScanReport;
  assert.equal(report.schemaVersion, 1);
  assert.deepEqual([report.cluster.name, report.nodes.length, report.vantage.kind], ["harbor", 12, "worker-node"]);
  assert.match(run.stderr, /up to \d+ connections to 13 addresses/);
  assert.deepEqual(
    readdirSync(folder).filter((name) => name.includes("partial")),
    [],
  );
});

test("--fail-on answers 1 where there is such a finding and 0 on a hardened cluster", async () => {
  const scan = ["scan", "--kubeconfig", fleet.kubeconfig, "--profile", "quick", "--fail-on", "critical"];
  assert.equal((await breakwater(scan)).status, 1);
  assert.equal((await breakwater([...scan, "--context", "skiff", "--fail-on", "info"])).status, 0);
});

test("--fail-coverage-below answers 3 and says what was reached", async () => {
  const run = await breakwater([
    "scan",
    "--kubeconfig",
    fleet.kubeconfig,
    "--profile",
    "quick",
    "--fail-coverage-below",
    "100",
  ]);
  assert.equal(run.status, 3);
  assert.match(run.stderr, /coverage is 91\.7 %/);
  assert.match(run.stdout, /unreachable: harbor-worker-8/);
});

test("Ctrl-C in the middle of a slow scan still prints what was seen, as partial", async () => {
  const args = [
    "lib/cli/breakwater.mjs",
    "scan",
    "--kubeconfig",
    fleet.kubeconfig,
    "--rate",
    "500",
    "--format",
    "json",
  ];
  const child = spawn(process.execPath, args, { cwd: root, stdio: ["ignore", "pipe", "pipe"] });
  const run = { stdout: "", stderr: "" };
  child.stdout.on("data", (chunk: Buffer) => {
    run.stdout += chunk.toString();
  });
  child.stderr.on("data", (chunk: Buffer) => {
    const before = run.stderr;
    run.stderr += chunk.toString();
    if (!before.includes("scanning:") && run.stderr.includes("scanning:")) child.kill("SIGINT");
  });
  const status = await new Promise((done) => child.once("close", done));
  assert.match(run.stderr, /at most 500 a second/);
  assert.match(run.stderr, /finished nodes are kept/);
  const report = JSON.parse(run.stdout) as ScanReport;
  assert.equal(report.outcome, "partial");
  assert.equal(status, 3);
});

const mistakes: [name: string, args: () => string[], status: number, sentence: RegExp][] = [
  ["an unknown option", () => ["scan", "--colour"], 2, /Unknown option '--colour'/],
  ["an unknown command", () => ["look"], 2, /"look" is no command/],
  ["a missing kubeconfig", () => ["scan", "--kubeconfig", join(folder, "none")], 2, /there is no such file/],
  ["a kubeconfig that is not YAML", () => ["scan", "--kubeconfig", written("bad.yaml", "a: [")], 2, /YAML/],
  ["a context that is not there", () => ["scan", "--kubeconfig", fleet.kubeconfig, "--context", "moon"], 2, /moon/],
  ["an expired token", () => ["scan", "--kubeconfig", fleet.kubeconfigs.expired], 3, /401|token/i],
  [
    "an inventory line that is no address",
    () => ["scan", "--targets", written("hosts", "127.0.0.1\nwhat?\n")],
    2,
    /line 2/i,
  ],
  ["a CIDR that is too wide", () => ["scan", "127.0.0.0/8"], 2, /65,?536/],
  ["a port out of range", () => ["scan", "127.0.0.1", "--ports", "0"], 2, /out of range/],
  [
    "an output that cannot be written",
    () => ["scan", "127.0.0.1", "--output", join(folder, "no", "report")],
    2,
    /cannot be written/,
  ],
];

for (const [name, args, status, sentence] of mistakes) {
  test(`${name} is told in a sentence, with status ${status}`, async () => {
    const run = await breakwater(args());
    assert.match(run.stderr, sentence);
    assert.equal(run.status, status);
    assert.doesNotMatch(run.stderr, /\n\s+at /);
  });
}

function written(name: string, text: string): string {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
}

test("--import joins another tool's file: its verdict stands beside ours, and a malformed one is refused before the scan", async () => {
  const bench = join(folder, "bench.json");
  const rule = { test_number: "4.2.1", test_desc: "Ensure that --anonymous-auth is set to false", status: "FAIL" };
  writeFileSync(
    bench,
    JSON.stringify({ Controls: [{ version: "cis-1.10", node_type: "node", tests: [{ results: [rule] }] }] }),
  );
  const scan = ["scan", "--kubeconfig", fleet.kubeconfig, "--profile", "quick", "--format", "json"];
  const run = await breakwater([...scan, "--import", `${bench}:harbor-worker-1`]);
  assert.equal(run.status, 0, run.stderr);
  assert.match(run.stderr, /bench\.json: 1 verdicts beside ours/);
  const { results } = JSON.parse(run.stdout) as ScanReport;
  const own = results.filter(({ checkId, subject }) => `${checkId} ${subject.name}` === `${anonymous} harbor-worker-1`);
  assert.deepEqual(
    own.map(({ beside }) => beside?.opinions?.map(({ tool, verdict }) => [tool, verdict])),
    [[["kube-bench", "fail"]]],
  );
  const broken = join(folder, "broken.xml");
  writeFileSync(broken, '<?xml version="1.0"?>\n<nmaprun scanner="nmap" version="7.95">\n<host>');
  const refused = await breakwater([...scan, "--import", broken]);
  assert.deepEqual([refused.status, refused.stdout], [2, ""]);
  assert.match(refused.stderr, /broken\.xml: Line 3 of the nmap file/);
});

test("import --check prints what a file would become, and answers 2 with the line where it is wrong", async () => {
  const report = join(folder, "naabu.jsonl");
  writeFileSync(report, '{"ip":"127.0.0.9","port":22,"protocol":"tcp","timestamp":"2026-11-01T00:00:00Z"}\n');
  const good = await breakwater(["import", "--check", report]);
  assert.equal(good.status, 0, good.stderr);
  assert.match(good.stdout, /port states: 1\n {2}open {2}127\.0\.0\.9 {2}22\/TCP/);
  writeFileSync(report, '{"ip":"127.0.0.9","port":22}\n{"ip":');
  const wrong = await breakwater(["import", "--check", report]);
  assert.equal(wrong.status, 2);
  assert.match(wrong.stderr, /Line 2 of the naabu file/);
  assert.equal((await breakwater(["import", report])).status, 2);
});
