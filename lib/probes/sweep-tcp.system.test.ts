import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { join } from "node:path";
import { test } from "node:test";
import { promisify } from "node:util";

const run = promisify(execFile);

/** Sweeps closed ports with far more connections at once than the process may open files. */
const script = `
  const { sweepTcp } = await import(process.argv[1]);
  const ports = Array.from({ length: 300 }, (_, index) => 20000 + index);
  const targets = ["127.110.11.1", "127.110.11.2"].map((address) => ({ node: null, address, ports }));
  const options = { concurrency: 512, perHost: 256, timeoutMs: 1000, signal: new AbortController().signal };
  const counts = {};
  for await (const { states } of sweepTcp(targets, options)) {
    for (const look of states.values()) counts[look.state] = (counts[look.state] ?? 0) + 1;
  }
  console.log(JSON.stringify(counts));
`;

test("a sweep that runs out of file descriptors backs off and still gets every state right", async () => {
  const module = join(import.meta.dirname, "sweep-tcp.ts");
  const command = 'ulimit -n 48 && exec "$0" --input-type=module -e "$1" "$2"';
  const { stdout } = await run("sh", ["-c", command, process.execPath, script, module], { timeout: 60_000 });
  const counts = JSON.parse(stdout);
  assert.equal(counts.open, undefined);
  assert.equal(counts.filtered, undefined);
  assert.equal((counts.closed ?? 0) + (counts.null ?? 0), 600);
  assert.ok(counts.closed > 500, stdout);
});
