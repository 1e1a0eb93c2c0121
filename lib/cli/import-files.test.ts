import assert from "node:assert/strict";
import { mkdtempSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";
import { describeImport } from "./import-command.ts";
import { joinImports, readImportFile, readImportFiles } from "./import-files.ts";
import { parseImportArgument, parseScanArguments } from "./scan-arguments.ts";

const folder = mkdtempSync(join(tmpdir(), "breakwater-import-"));
after(() => rmSync(folder, { recursive: true, force: true }));
const vantage = { name: "scanner", kind: "worker-node" as const };

function write(name: string, content: string | Uint8Array): string {
  const file = join(folder, name);
  writeFileSync(file, content);
  return file;
}

const bench = JSON.stringify({
  Controls: [
    {
      id: "4",
      version: "cis-1.24",
      node_type: "node",
      tests: [
        {
          results: [
            {
              test_number: "4.2.1",
              test_desc: "Ensure that the --anonymous-auth argument is set to false",
              status: "FAIL",
            },
          ],
        },
      ],
    },
  ],
});
const line = (port: number, timestamp: string) =>
  JSON.stringify({ ip: "127.0.0.9", port, protocol: "tcp", tls: false, timestamp });

test("FILE:NODE names the node, and a colon within a path does not", () => {
  assert.deepEqual(parseImportArgument("a.json:worker-1"), { file: "a.json", node: "worker-1" });
  assert.deepEqual(parseImportArgument("a.json"), { file: "a.json", node: null });
  assert.deepEqual(parseImportArgument("day:1/a.json"), { file: "day:1/a.json", node: null });
});

test("a kube-bench file gets its node from the argument and its time from the file system", async () => {
  const file = write("bench.json", bench);
  const time = new Date("2026-10-30T10:00:00Z");
  utimesSync(file, time, time);
  const { imported } = await readImportFile({ file, node: "worker-1" }, vantage);
  assert.deepEqual(
    imported.opinions.map(({ checkId, node, at, verdict }) => [checkId, node, at, verdict]),
    [["kubelet-anonymous-auth-enabled", "worker-1", time.toISOString(), "fail"]],
  );
  assert.match(describeImport(imported), /^kube-bench, looked 2026-10-30.*\n.*: 1\n {2}fail {2}cis-1\.24 4\.2\.1/);
});

test("what is wrong with a file is said with its name and its line", async () => {
  const broken = write("broken.json", '{\n"Controls": [');
  await assert.rejects(readImportFile({ file: broken, node: null }, vantage), {
    code: "invalid",
    message: /broken\.json: Line 2 of the kube-bench file/,
  });
  await assert.rejects(readImportFile({ file: join(folder, "none"), node: null }, vantage), /there is no such file/);
  const unnamed = write("unnamed.json", bench);
  await assert.rejects(readImportFile({ file: unnamed, node: null }, vantage), /name the node/);
});

test("--import may be given again; of two looks at a port the newer counts, and what is old is left out", async () => {
  const now = new Date("2026-11-02T00:00:00Z");
  const first = write("a.jsonl", `${line(22, "2026-11-01T00:00:00Z")}\n${line(80, "2026-09-01T00:00:00Z")}\n`);
  const second = write("b.jsonl", `${line(22, "2026-11-01T12:00:00Z")}\n`);
  const args = parseScanArguments(["--import", first, "--import", second, "--import-vantage", "internet"], {});
  const { observations } = joinImports(await readImportFiles(args), now);
  assert.deepEqual(
    observations.map(({ port, at, vantage: from }) => [port, at, from.kind]),
    [[22, "2026-11-01T12:00:00.000Z", "internet"]],
  );
});
