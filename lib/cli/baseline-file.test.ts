import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";
import { readBaselineFile } from "./baseline-file.ts";
import { parseScanArguments } from "./scan-arguments.ts";

const folder = mkdtempSync(join(tmpdir(), "breakwater-baseline-"));
after(() => rmSync(folder, { recursive: true, force: true }));
const now = new Date("2026-11-21T08:00:00Z");

function file(name: string, text: string): string {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
}
const head = "apiVersion: breakwater.dev/v1\nkind: PortBaseline\ncluster: any\n";

test("a file gives the expected ports of one scan", async () => {
  const path = file("good.yaml", `${head}expected:\n  - { ports: 22, because: ssh }\n`);
  const { version, savedBy, entries } = await readBaselineFile(path, now);
  assert.deepEqual([version, savedBy], [0, path]);
  assert.deepEqual(entries, [{ ports: "22", protocol: "TCP", nodes: {}, because: "ssh" }]);
  assert.equal(parseScanArguments(["--baseline", path], {}).baseline, path);
});

test("what is wrong in it is said with file, line and column", async () => {
  const path = file("bad.yaml", `${head}expected:\n  - { prts: 22, because: ssh }\n`);
  const error = { code: "invalid", message: new RegExp(`--baseline ${path}:5:7: .*did you mean ports`) };
  await assert.rejects(readBaselineFile(path, now), error);
  await assert.rejects(readBaselineFile(join(folder, "none.yaml"), now), {
    code: "invalid",
    message: /cannot be read/,
  });
});
