import { type ChildProcess, spawn } from "node:child_process";
import { rmSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { demoFolder, demoPort } from "./demo.ts";

const origin = `http://127.0.0.1:${demoPort}`;
/** Building the pages, and the main cluster's past: minutes on a slow machine. */
const readyWithinMs = 600_000;
const pastWithinMs = 900_000;
const quietWithinMs = 300_000;

/** Resolves with the first line of the demo that matches; rejects when it ends or could not tell its past. */
function lineOf(demo: ChildProcess, pattern: RegExp, withinMs: number): Promise<string> {
  return new Promise((found, failed) => {
    let rest = "";
    const timer = setTimeout(() => end(new Error(`no line like ${pattern} within ${withinMs / 1000} s`)), withinMs);
    const onExit = (status: number | null) => end(new Error(`the demo ended with status ${status}`));
    const onData = (chunk: Buffer) => {
      const lines = (rest + chunk.toString("utf8")).split("\n");
      rest = lines.pop() ?? "";
      for (const line of lines) {
        if (pattern.test(line)) end(line);
        else if (/tells it afresh/.test(line)) end(new Error("the demo could not tell its past"));
      }
    };
    function end(outcome: string | Error): void {
      clearTimeout(timer);
      demo.off("exit", onExit);
      demo.stdout?.off("data", onData);
      if (typeof outcome === "string") found(outcome);
      else failed(outcome);
    }
    demo.once("exit", onExit);
    demo.stdout?.on("data", onData);
  });
}

async function ask<Answer>(path: string, init: RequestInit = {}): Promise<Answer> {
  const headers = { "content-type": "application/json" };
  const answer = await fetch(`${origin}/api/v1${path}`, { ...init, headers, signal: AbortSignal.timeout(30_000) });
  if (!answer.ok) throw new Error(`${path} answered ${answer.status}: ${await answer.text()}`);
  return (await answer.json()) as Answer;
}

interface List {
  items: { id: string }[];
}

/** Moves the hourly scans to the minute that has just passed: none of them comes between two looks of a story. */
async function putOffSchedules(): Promise<void> {
  const minute = (new Date().getUTCMinutes() + 59) % 60;
  for (const { id } of (await ask<List>("/schedules")).items)
    await ask(`/schedules/${id}`, { method: "PATCH", body: JSON.stringify({ cron: `${minute} * * * *` }) });
}

/** Waits for the scans that the start asked for. */
async function untilQuiet(): Promise<void> {
  const deadline = performance.now() + quietWithinMs;
  const working = () => Promise.all(["queued", "running"].map((state) => ask<List>(`/scans?state=${state}&limit=1`)));
  while ((await working()).some(({ items }) => items.length > 0)) {
    if (performance.now() > deadline) throw new Error(`scans still run after ${quietWithinMs / 1000} s`);
    await sleep(500);
  }
}

/** Starts a demo of its own with an empty data folder, waits until its past is told, and stops it after the last story. */
export default async function startDemo(): Promise<() => Promise<void>> {
  rmSync(demoFolder, { recursive: true, force: true });
  const ours = {
    PORT: String(demoPort),
    HOST: "127.0.0.1",
    BREAKWATER_DATA_DIR: demoFolder,
    BREAKWATER_DEMO_DAYS: "90",
  };
  const demo = spawn("npm", ["run", "--silent", "demo"], {
    cwd: join(import.meta.dirname, ".."),
    env: { ...process.env, ...ours },
    stdio: ["ignore", "pipe", "inherit"],
    detached: true,
  });
  demo.stdout.on("data", (chunk: Buffer) => process.stdout.write(chunk));
  const stop = () =>
    new Promise<void>((done) => {
      if (demo.exitCode !== null || demo.pid === undefined) return done();
      demo.once("exit", () => done());
      process.kill(-demo.pid, "SIGTERM");
    });
  try {
    const told = lineOf(demo, /^The past of the other \d+ clusters/, readyWithinMs + pastWithinMs);
    await Promise.all([lineOf(demo, /^Breakwater is ready:/, readyWithinMs), told]);
    await putOffSchedules();
    await untilQuiet();
  } catch (error) {
    await stop();
    throw error;
  }
  return stop;
}
