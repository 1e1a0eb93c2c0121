import { spawn } from "node:child_process";
import { mkdtempSync, readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { provision } from "./provision.ts";

interface Outcome {
  passed: number;
  failed: number;
}

const folder = mkdtempSync(join(tmpdir(), "breakwater-test-"));
const root = join(import.meta.dirname, "..");

function run(command: string, args: readonly string[], environment: NodeJS.ProcessEnv = process.env): Promise<number> {
  return new Promise((done, failed) => {
    const child = spawn(command, args, { cwd: root, stdio: "inherit", env: environment });
    child.once("error", failed);
    child.once("close", (status, signal) => done(status ?? (signal ? 1 : 0)));
  });
}

/** A step that is one gate: it passes or it fails. */
async function gate(script: string): Promise<Outcome> {
  const status = await run("npm", ["run", "--silent", script]);
  return status === 0 ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 };
}

/** Tests of node:test, counted from its own JUnit report. */
async function nodeTests(name: string, pattern: string, concurrency: number): Promise<Outcome> {
  const report = join(folder, `${name}.xml`);
  const reporters = [
    "--test-reporter=spec",
    "--test-reporter-destination=stdout",
    "--test-reporter=junit",
    `--test-reporter-destination=${report}`,
  ];
  const status = await run(process.execPath, ["--test", `--test-concurrency=${concurrency}`, ...reporters, pattern]);
  const text = readFileSync(report, "utf8");
  const total = text.match(/<testcase\b/g)?.length ?? 0;
  const failed = text.match(/<failure\b/g)?.length ?? 0;
  const skipped = text.match(/<skipped\b/g)?.length ?? 0;
  return {
    passed: total - failed - skipped,
    failed: failed + skipped + (status !== 0 && failed + skipped === 0 ? 1 : 0),
  };
}

/** Browser stories, counted from Playwright's JSON report; a flaky or skipped one counts as failed. */
async function browserStories(): Promise<Outcome> {
  const report = join(folder, "e2e.json");
  const environment = { ...process.env, PLAYWRIGHT_JSON_OUTPUT_NAME: report };
  const status = await run(
    "npx",
    ["playwright", "test", "--config", "e2e/playwright.config.ts", "--reporter=list,json"],
    environment,
  );
  const { stats } = JSON.parse(readFileSync(report, "utf8")) as { stats: Record<string, number> };
  const failed = (stats.unexpected ?? 0) + (stats.flaky ?? 0) + (stats.skipped ?? 0);
  return { passed: stats.expected ?? 0, failed: failed + (status !== 0 && failed === 0 ? 1 : 0) };
}

const steps: [name: string, step: () => Promise<Outcome>][] = [
  ["types", () => gate("types")],
  ["lint", () => gate("lint")],
  ["unit", () => nodeTests("unit", "{lib,app,components}/**/!(*.system).test.ts", 4)],
  ["build", () => gate("build")],
  ["system", () => nodeTests("system", "lib/**/*.system.test.ts", 2)],
  ["browser", browserStories],
];

console.log(provision());
const only = process.argv.slice(2);
const total: Outcome = { passed: 0, failed: 0 };
for (const [name, step] of steps) {
  if (only.length > 0 && !only.includes(name)) continue;
  console.log(`\n== ${name}`);
  const outcome = await step().catch((error: unknown) => {
    console.error(error);
    return { passed: 0, failed: 1 };
  });
  console.log(`== ${name}: ${outcome.passed} passed, ${outcome.failed} failed`);
  total.passed += outcome.passed;
  total.failed += outcome.failed;
}
console.log(`\n${total.passed} passed, ${total.failed} failed`);
process.exitCode = total.failed === 0 ? 0 : 1;
