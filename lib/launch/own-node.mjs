#!/usr/bin/env node
// Runs its arguments on the Node that the project brings, whatever Node is on the path: `node own-node.mjs main.ts …`.
// npm links that Node into node_modules/.bin, but npm 10 takes the link away again when it leaves out the package of
// the other processor, which has the same command. So the link is made here, and the next npm script needs no detour.
import { spawn } from "node:child_process";
import { existsSync, symlinkSync } from "node:fs";
import { resolve } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

const neededMajor = 24;
const modules = fileURLToPath(new URL("../../node_modules/", import.meta.url));

/** Path of a Node that can run the project, or null. */
export function ownNode() {
  const name = `node-${process.platform}-${process.arch}`;
  const packaged = resolve(modules, name, "bin/node");
  if (existsSync(packaged)) {
    linkOnce(`../${name}/bin/node`, resolve(modules, ".bin/node"));
    return packaged;
  }
  return Number(process.versions.node.split(".")[0]) >= neededMajor ? process.execPath : null;
}

function linkOnce(target, link) {
  try {
    if (!existsSync(link)) symlinkSync(target, link);
  } catch (error) {
    // Another process was faster, or the folder may not be written to: then every script takes the detour.
    if (!["EEXIST", "EACCES", "EROFS", "EPERM", "ENOENT"].includes(error.code)) throw error;
  }
}

/** Runs the words as Node's arguments; answers the exit status. Signals reach what runs. */
export async function runOnOwnNode(words) {
  const node = ownNode();
  if (!node) {
    console.error(
      `Breakwater needs Node ${neededMajor} or later, and brings one for Linux on x64 and arm64 only. Run \`npm ci\` again, or install Node ${neededMajor}.`,
    );
    return 2;
  }
  const [first = ""] = words;
  if (Number(process.versions.node.split(".")[0]) >= neededMajor && !first.startsWith("-")) {
    process.argv = [process.execPath, resolve(first), ...words.slice(1)];
    await import(pathToFileURL(resolve(first)).href);
    return undefined;
  }
  const child = spawn(node, words, { stdio: "inherit" });
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, () => child.kill(signal));
  return new Promise((done, failed) => {
    child.once("error", failed);
    child.once("exit", (status, signal) => done(status ?? (signal ? 1 : 0)));
  });
}

if (process.argv[1] && resolve(process.argv[1]) === fileURLToPath(import.meta.url)) {
  const status = await runOnOwnNode(process.argv.slice(2));
  if (status !== undefined) process.exitCode = status;
}
