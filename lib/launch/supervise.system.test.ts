import assert from "node:assert/strict";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, describe, it } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import type { AppError } from "../domain/errors.ts";
import { type ChildSpec, type SuperviseOptions, supervise } from "./supervise.ts";
import { waitForMessage } from "./wait-for-message.ts";

const folder = mkdtempSync(join(tmpdir(), "breakwater-supervise-"));
after(() => rmSync(folder, { recursive: true, force: true }));

const steady = `process.send({ kind: "ready" }); setInterval(() => {}, 1000);`;

function spec(name: string, script: string): ChildSpec {
  return {
    title: "Child",
    name,
    args: ["-e", script],
    env: process.env,
    cwd: folder,
    heapMiB: 64,
    ready: (child, signal) => waitForMessage(child, "ready", signal).then(() => undefined),
    readyTimeoutMs: 5_000,
  };
}

function watcher(): SuperviseOptions & { said: string[]; givenUp: AppError[] } {
  const said: string[] = [];
  const givenUp: AppError[] = [];
  return {
    said,
    givenUp,
    logFolder: folder,
    say: (line) => said.push(line),
    onGivenUp: (error) => givenUp.push(error),
    backoffMs: () => 10,
    maxRestarts: 3,
  };
}

function isGone(pid: number): boolean {
  try {
    process.kill(pid, 0);
  } catch {
    return true;
  }
  return /^State:\s+Z/m.test(readFileSync(`/proc/${pid}/status`, "utf8"));
}

async function until(condition: () => boolean, what: string): Promise<void> {
  for (let waited = 0; waited < 10_000; waited += 20) {
    if (condition()) return;
    await sleep(20);
  }
  assert.fail(`not within 10 s: ${what}`);
}

describe("a supervised child", () => {
  it("is started again with a line when it is killed", async () => {
    const options = watcher();
    const child = await supervise(spec("killed", steady), options);
    const first = child.pid() ?? 0;
    process.kill(first, "SIGKILL");
    await until(() => options.said.includes("Child runs again"), "a restart");
    assert.notEqual(child.pid(), first);
    assert.match(options.said[0] ?? "", /Child ended \(signal SIGKILL\); starting it again in/);
    const second = child.pid() ?? 0;
    await child.stop();
    assert.equal(isGone(second), true);
    assert.deepEqual(options.givenUp, []);
  });

  it("that keeps failing is given up with a sentence and its last words", async () => {
    const options = watcher();
    const failing = `process.send({ kind: "ready" }); setTimeout(() => { console.error("no space left"); process.exit(3); }, 30)`;
    const child = await supervise(spec("failing", failing), options);
    await until(() => options.givenUp.length > 0, "giving up");
    assert.match(
      options.givenUp[0]?.message ?? "",
      /Child ended 4 times within 120 s \(exit status 3\)[\s\S]*no space left/,
    );
    await child.stop();
  });

  it("that never becomes ready fails the start with what it printed", async () => {
    await assert.rejects(
      supervise(spec("wrong", `console.error("bad configuration"); process.exit(2)`), watcher()),
      /Child did not start \(exit status 2\)[\s\S]*bad configuration/,
    );
  });

  it("that does not listen to SIGTERM is ended all the same", async () => {
    const child = await supervise(spec("deaf", `process.on("SIGTERM", () => {}); ${steady}`), watcher());
    const pid = child.pid() ?? 0;
    await child.stop(100);
    assert.equal(isGone(pid), true);
  });

  it("dies when its supervisor is killed", async () => {
    const script = `
      const { supervise } = await import(${JSON.stringify(new URL("./supervise.ts", import.meta.url).href)});
      const { waitForMessage } = await import(${JSON.stringify(new URL("./wait-for-message.ts", import.meta.url).href)});
      const child = await supervise({
        title: "Grandchild", name: "grandchild", args: ["-e", ${JSON.stringify(steady)}], env: process.env,
        cwd: ${JSON.stringify(folder)}, heapMiB: 64,
        ready: (child, signal) => waitForMessage(child, "ready", signal),
      }, { logFolder: ${JSON.stringify(folder)}, say() {}, onGivenUp() {} });
      process.send({ kind: "ready", pid: child.pid() });
    `;
    let grandchild = 0;
    const options = { ...watcher(), maxRestarts: 0 };
    const supervisor = await supervise(
      {
        ...spec("supervisor", script),
        args: ["--input-type=module", "-e", script],
        ready: async (child, signal) => {
          const message = await waitForMessage(child, "ready", signal);
          grandchild = "pid" in message ? Number(message.pid) : 0;
        },
      },
      options,
    );
    assert.equal(isGone(grandchild), false);
    process.kill(supervisor.pid() ?? 0, "SIGKILL");
    await until(() => isGone(grandchild), "the grandchild's end");
    await supervisor.stop();
  });
});
