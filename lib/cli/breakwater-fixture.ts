import { spawn } from "node:child_process";
import { join } from "node:path";

export interface Run {
  status: number | null;
  stdout: string;
  stderr: string;
}

const root = join(import.meta.dirname, "..", "..");

/** Runs `npx breakwater` as a person would. */
export function breakwater(args: readonly string[], environment: Record<string, string> = {}): Promise<Run> {
  const env = { ...process.env, KUBECONFIG: "", BREAKWATER_VANTAGE: "", ...environment };
  const child = spawn("npx", ["breakwater", ...args], { cwd: root, env });
  const run = { stdout: "", stderr: "" };
  child.stdout.on("data", (chunk: Buffer) => {
    run.stdout += chunk.toString();
  });
  child.stderr.on("data", (chunk: Buffer) => {
    run.stderr += chunk.toString();
  });
  return new Promise((done) => child.once("close", (status) => done({ status, ...run })));
}
