import { spawn } from "node:child_process";
import { rmSync } from "node:fs";
import { join } from "node:path";
import { demoFolder, demoPort } from "./demo.ts";

const readyWithinMs = 240_000;

/** Starts a demo of its own with an empty data folder, and stops it after the last story. */
export default async function startDemo(): Promise<() => Promise<void>> {
  rmSync(demoFolder, { recursive: true, force: true });
  const environment = { ...process.env, PORT: String(demoPort), HOST: "127.0.0.1", BREAKWATER_DATA_DIR: demoFolder };
  const root = join(import.meta.dirname, "..");
  const demo = spawn("npm", ["run", "--silent", "demo"], {
    cwd: root,
    env: environment,
    stdio: ["ignore", "pipe", "inherit"],
    detached: true,
  });
  const stop = () =>
    new Promise<void>((done) => {
      if (demo.exitCode !== null || demo.pid === undefined) return done();
      demo.once("exit", () => done());
      process.kill(-demo.pid, "SIGTERM");
    });
  await new Promise<void>((ready, failed) => {
    const timer = setTimeout(
      () => failed(new Error(`the demo was not ready within ${readyWithinMs / 1000} s`)),
      readyWithinMs,
    );
    demo.once("exit", (status) => failed(new Error(`the demo ended with status ${status}`)));
    demo.stdout.on("data", (chunk: Buffer) => {
      process.stdout.write(chunk);
      if (!chunk.toString().includes("Breakwater is ready:")) return;
      clearTimeout(timer);
      ready();
    });
  }).catch(async (error: unknown) => {
    await stop();
    throw error;
  });
  return stop;
}
