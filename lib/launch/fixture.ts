import { type ChildProcess, spawn } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { freePort } from "../database/server-process.ts";

export interface Launched {
  child: ChildProcess;
  url: string;
  lines: string[];
  errors(): string;
  /** Resolves with the first line that matches. */
  line(pattern: RegExp, withinMs?: number): Promise<string>;
  /** Sends a signal and waits for the end; answers the exit status, or null when the signal ended it. */
  end(signal: NodeJS.Signals): Promise<number | null>;
  ended: Promise<number | null>;
}

/** Starts a command of this room with an environment of its own. */
export async function launch(script: "demo.ts" | "start.ts", env: Record<string, string>): Promise<Launched> {
  const port = env.PORT ?? String(await freePort());
  const child = spawn(process.execPath, [join(import.meta.dirname, script)], {
    env: { ...process.env, DATABASE_URL: "", HOST: "", KUBECONFIG: "", PORT: port, ...env },
    stdio: ["ignore", "pipe", "pipe"],
  });
  const lines: string[] = [];
  let errors = "";
  let rest = "";
  child.stdout.on("data", (chunk: Buffer) => {
    const parts = (rest + chunk.toString("utf8")).split("\n");
    rest = parts.pop() ?? "";
    lines.push(...parts);
  });
  child.stderr.on("data", (chunk: Buffer) => {
    errors += chunk.toString("utf8");
  });
  const ended = new Promise<number | null>((resolve) => child.once("close", (code) => resolve(code)));
  return {
    child,
    url: `http://127.0.0.1:${port}`,
    lines,
    errors: () => errors,
    ended,
    async line(pattern, withinMs = 120_000) {
      for (let waited = 0; waited < withinMs; waited += 50) {
        const found = lines.find((line) => pattern.test(line));
        if (found) return found;
        if (child.exitCode !== null || child.signalCode !== null) break;
        await sleep(50);
      }
      throw new Error(`no line like ${pattern}:\n${lines.join("\n")}\n${errors}`);
    },
    end(signal) {
      child.kill(signal);
      return ended;
    },
  };
}

function read(path: string): string {
  try {
    return readFileSync(path, "utf8");
  } catch {
    // The process ended between being listed and being read.
    return "";
  }
}

/** Every process that descends from one, with its command line. */
export function descendants(pid: number): { pid: number; command: string }[] {
  const all = readdirSync("/proc").filter((name) => /^\d+$/.test(name));
  const parents = new Map(
    all.map((each) => [Number(each), Number(/^PPid:\s+(\d+)/m.exec(read(`/proc/${each}/status`))?.[1])]),
  );
  const below = (each: number): boolean => {
    const parent = parents.get(each);
    return parent !== undefined && parent > 1 && (parent === pid || below(parent));
  };
  return [...parents.keys()]
    .filter(below)
    .map((each) => ({ pid: each, command: read(`/proc/${each}/cmdline`).replaceAll("\0", " ") }));
}

/** Those of the processes that still run `withinMs` later at the latest. */
export async function survivors(pids: readonly number[], withinMs = 20_000): Promise<number[]> {
  const running = () => pids.filter((pid) => /^State:\s+[^ZX]/m.test(read(`/proc/${pid}/status`)));
  for (let waited = 0; waited < withinMs && running().length > 0; waited += 50) await sleep(50);
  return running();
}
