import { spawnSync } from "node:child_process";
import { readdirSync } from "node:fs";
import { join } from "node:path";

/** Runs every script of this folder, one after another, and prints their figures as a table. */
const scripts = readdirSync(import.meta.dirname)
  .filter((file) => file.endsWith(".ts") && file !== "run.ts" && !file.includes("-load"))
  .sort();

const rows: string[] = [];
let failed = 0;
for (const script of scripts) {
  console.log(`\n== bench/${script}`);
  const run = spawnSync(process.execPath, [join(import.meta.dirname, script)], {
    encoding: "utf8",
    timeout: 1_200_000,
    stdio: ["ignore", "pipe", "inherit"],
  });
  process.stdout.write(run.stdout);
  rows.push(...run.stdout.split("\n").filter((line) => /\bratio\b|\bbound\b/.test(line)));
  if (run.status !== 0) failed += 1;
}
console.log(`\n${rows.join("\n")}\n\n${scripts.length - failed} of ${scripts.length} scripts kept their bounds`);
process.exitCode = failed === 0 ? 0 : 1;
