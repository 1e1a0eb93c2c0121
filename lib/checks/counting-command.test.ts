import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { describe, it } from "node:test";
import { countIn } from "./counting-command.ts";

function run(command: string): Promise<string> {
  return new Promise((resolve) => {
    execFile("sh", ["-c", command], { timeout: 5000 }, (_error, stdout) => resolve(stdout.trim()));
  });
}

describe("a command that counts", () => {
  it("prints how many lines hold the pattern", async () => {
    assert.equal(await run(countIn("printf 'a 10255\\nb\\n'", "10255")), "1");
  });

  it("prints 0 where nothing holds it", async () => {
    assert.equal(await run(countIn("echo b", "10255")), "0");
  });

  it("prints no count where what it asks fails", async () => {
    assert.equal(await run(countIn("false", "10255")), "");
  });
});
