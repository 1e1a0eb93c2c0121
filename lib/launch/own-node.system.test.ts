import assert from "node:assert/strict";
import { spawn, spawnSync } from "node:child_process";
import { copyFileSync, existsSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, dirname, join } from "node:path";
import { after, test } from "node:test";
import { projectRoot } from "./pack-standalone.ts";

const folder = mkdtempSync(join(tmpdir(), "breakwater-own-node-"));
after(() => rmSync(folder, { recursive: true, force: true }));

const packageName = `node-${process.platform}-${process.arch}`;

/** A project with our Node's package but, as npm 10 leaves it, without its link. */
function project(name: string): { script: string; link: string } {
  const root = join(folder, name);
  mkdirSync(join(root, "lib/launch"), { recursive: true });
  mkdirSync(join(root, "node_modules/.bin"), { recursive: true });
  mkdirSync(join(root, "node_modules", packageName, "bin"), { recursive: true });
  symlinkSync(process.execPath, join(root, "node_modules", packageName, "bin/node"));
  const script = join(root, "lib/launch/own-node.mjs");
  copyFileSync(join(import.meta.dirname, "own-node.mjs"), script);
  return { script, link: join(root, "node_modules/.bin/node") };
}

/** The machine's Node, which may be older than ours; ours where there is no other. */
function otherNode(): string {
  const folders = (process.env.PATH ?? "").split(delimiter).filter((path) => !path.startsWith(projectRoot));
  return folders.map((path) => join(path, "node")).find(existsSync) ?? process.execPath;
}

test("whatever Node starts it, its arguments run on ours, and the missing link is made", () => {
  const { script, link } = project("linked");
  const run = spawnSync(otherNode(), [script, "-p", "process.version"], { encoding: "utf8" });
  assert.equal(run.stdout.trim(), process.version);
  assert.equal(spawnSync(link, ["-p", "process.version"], { encoding: "utf8" }).stdout.trim(), process.version);
});

test("a TypeScript file gets its arguments and its exit status comes back", () => {
  const { script } = project("status");
  const file = join(dirname(script), "main.ts");
  writeFileSync(
    file,
    "const words: string[] = process.argv.slice(2);\nconsole.log(words.join('+'));\nprocess.exitCode = 7;\n",
  );
  const run = spawnSync(otherNode(), [script, file, "a", "b"], { encoding: "utf8" });
  assert.deepEqual([run.stdout, run.status], ["a+b\n", 7]);
});

test("a signal reaches what runs, and its end is waited for", async () => {
  const { script } = project("signal");
  const file = join(dirname(script), "main.ts");
  writeFileSync(
    file,
    "process.on('SIGTERM', () => { console.log('stopped'); process.exit(0); });\nsetInterval(() => {}, 1000);\nconsole.log('runs');\n",
  );
  const child = spawn(otherNode(), [script, file]);
  let output = "";
  child.stdout.on("data", (chunk: Buffer) => {
    output += chunk.toString();
    if (output === "runs\n") child.kill("SIGTERM");
  });
  const status = await new Promise((done) => child.once("close", done));
  assert.deepEqual([output, status], ["runs\nstopped\n", 0]);
});

test("where there is neither our Node nor a new one, it says what to do", () => {
  const { script } = project("none");
  rmSync(join(dirname(script), "../../node_modules", packageName), { recursive: true });
  const run = spawnSync(otherNode(), [script, "-p", "process.version"], { encoding: "utf8" });
  const major = Number(/v(\d+)/.exec(spawnSync(otherNode(), ["--version"], { encoding: "utf8" }).stdout)?.[1]);
  if (major >= 24) assert.equal(run.status, 0);
  else {
    assert.equal(run.status, 2);
    assert.match(run.stderr, /needs Node 24 or later/);
  }
});
