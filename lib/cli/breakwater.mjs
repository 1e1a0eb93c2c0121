#!/usr/bin/env node
// Runs the command line on the project's own Node: an older one on the path cannot read TypeScript.
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";

const main = fileURLToPath(new URL("./main.ts", import.meta.url));
const own = fileURLToPath(new URL("../../node_modules/.bin/node", import.meta.url));

if (Number(process.versions.node.split(".")[0]) >= 24) {
  await import(main);
} else if (existsSync(own)) {
  const child = spawnSync(own, [main, ...process.argv.slice(2)], { stdio: "inherit" });
  process.exitCode = child.status ?? 3;
} else {
  console.error("Breakwater needs Node 24 or later. Run `npm ci` in its folder: it brings its own.");
  process.exitCode = 2;
}
