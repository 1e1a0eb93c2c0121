import { spawn } from "node:child_process";
import { AppError } from "../domain/errors.ts";
import { openChildLog } from "./child-log.ts";
import type { Product } from "./product.ts";
import type { ChildSpec } from "./supervise.ts";

const preload = new URL("./die-with-supervisor.mjs", import.meta.url).href;
const graceMs = 8_000;

/**
 * Runs a child that ends by itself and is not started again; told to stop with the product. Throws AppError
 * "unavailable" with its last lines when it fails.
 */
export async function runOnce(
  product: Product,
  spec: Pick<ChildSpec, "title" | "name" | "args" | "cwd" | "heapMiB">,
  onMessage: (message: unknown) => void,
): Promise<void> {
  product.signal.throwIfAborted();
  const log = openChildLog(`${product.environment.dataDir}/logs`, spec.name);
  const args = [`--max-old-space-size=${spec.heapMiB}`, `--import=${preload}`, ...spec.args];
  const stdio: ["ignore", "pipe", "pipe", "ipc"] = ["ignore", "pipe", "pipe", "ipc"];
  const child = spawn(process.execPath, args, { cwd: spec.cwd, env: product.childEnvironment, detached: true, stdio });
  if (child.stdout) log.attach(child.stdout);
  if (child.stderr) log.attach(child.stderr);
  child.on("message", onMessage);
  const ended = new Promise<string | null>((resolve) => {
    child.once("error", (error) => resolve(error.message));
    child.once("close", (code, signal) => resolve(code === 0 ? null : (signal ?? `exit status ${code}`)));
  });
  const kill = () => void child.kill("SIGKILL");
  let killing: NodeJS.Timeout | null = null;
  const stop = () => {
    child.kill("SIGTERM");
    killing ??= setTimeout(kill, graceMs);
  };
  product.signal.addEventListener("abort", stop, { once: true });
  // What it works on stays until it is gone.
  product.onStop(() => ended.then(() => undefined));
  // A start that waits for this child ends with it, so that it is told to stop by the signal and not by the end.
  const failure = await ended;
  product.signal.removeEventListener("abort", stop);
  if (killing) clearTimeout(killing);
  const tail = log.tail();
  log.close();
  product.signal.throwIfAborted();
  if (failure === null) return;
  throw new AppError("unavailable", [`${spec.title} ended (${failure})`, ...tail, `(log: ${log.path})`].join("\n  "));
}
