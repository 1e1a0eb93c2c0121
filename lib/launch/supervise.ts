import { type ChildProcess, spawn } from "node:child_process";
import { setTimeout as sleep } from "node:timers/promises";
import { AppError, messageOf } from "../domain/errors.ts";
import { openChildLog } from "./child-log.ts";

export interface ChildSpec {
  /** "Web server", for the lines people read. */
  title: string;
  /** File name of its log. */
  name: string;
  /** Arguments of Node: a script, with options before it. */
  args: string[];
  env: NodeJS.ProcessEnv;
  cwd: string;
  /** Upper bound of its JavaScript heap in MiB. */
  heapMiB: number;
  /** Resolves when the child does its work; the signal aborts when the child ends. */
  ready(child: ChildProcess, signal: AbortSignal): Promise<void>;
  /** Told of a restart that became ready, e.g. to register again what the child published. */
  onRestarted?(): Promise<void>;
  /** Told when it keeps failing, of a child without which the product goes on. */
  onGivenUp?(error: AppError): void;
  readyTimeoutMs?: number;
}

export interface SuperviseOptions {
  logFolder: string;
  say(line: string): void;
  /** Called once when a child keeps failing: the whole product stops. */
  onGivenUp(error: AppError): void;
  /** Restarts within `windowMs` after which a child is given up. */
  maxRestarts?: number;
  windowMs?: number;
  backoffMs?: (restart: number) => number;
  echo?: (line: string) => void;
  /** Ends a start that still waits for readiness. */
  signal?: AbortSignal;
}

export interface Supervised {
  pid(): number | undefined;
  /** SIGTERM, then SIGKILL after `graceMs`. */
  stop(graceMs?: number): Promise<void>;
  kill(): void;
}

const preload = new URL("./die-with-supervisor.mjs", import.meta.url).href;
const defaultBackoff = (restart: number) => Math.min(8_000, 500 * 2 ** (restart - 1));

function startChild(spec: ChildSpec): ChildProcess {
  // Detached: a Ctrl-C in the terminal reaches the supervisor alone, which stops its children in order.
  return spawn(process.execPath, [`--max-old-space-size=${spec.heapMiB}`, `--import=${preload}`, ...spec.args], {
    cwd: spec.cwd,
    env: spec.env,
    detached: true,
    stdio: ["ignore", "pipe", "pipe", "ipc"],
  });
}

function endOf(child: ChildProcess): Promise<string> {
  return new Promise((resolve) => {
    child.once("error", (error) => resolve(messageOf(error)));
    child.once("exit", (code, signal) => resolve(signal ? `signal ${signal}` : `exit status ${code}`));
  });
}

async function untilReady(
  spec: ChildSpec,
  child: ChildProcess,
  ended: Promise<string>,
  outer: AbortSignal | undefined,
): Promise<void> {
  const controller = new AbortController();
  const abort = () => controller.abort(outer?.reason);
  outer?.addEventListener("abort", abort, { once: true });
  if (outer?.aborted) abort();
  const limit = spec.readyTimeoutMs ?? 60_000;
  const late = sleep(limit, `not ready after ${limit / 1000} s`, { signal: controller.signal });
  try {
    const reason = await Promise.race([spec.ready(child, controller.signal).then(() => undefined), ended, late]);
    if (reason !== undefined) throw new AppError("unavailable", `${spec.title} did not start (${reason})`);
  } finally {
    outer?.removeEventListener("abort", abort);
    late.catch(() => undefined);
    controller.abort();
  }
}

/** Starts a child, waits until it is ready and from then on starts it again when it ends, with growing pauses. */
export async function supervise(spec: ChildSpec, options: SuperviseOptions): Promise<Supervised> {
  const { maxRestarts = 5, windowMs = 120_000, backoffMs = defaultBackoff, say } = options;
  const log = openChildLog(options.logFolder, spec.name, options.echo);
  const restarts: number[] = [];
  let stopping = false;
  let child: ChildProcess | null = null;
  let ended: Promise<string> = Promise.resolve("");

  async function launch(): Promise<void> {
    child = startChild(spec);
    ended = endOf(child);
    if (child.stdout) log.attach(child.stdout);
    if (child.stderr) log.attach(child.stderr);
    await untilReady(spec, child, ended, options.signal).catch((error) => {
      child?.kill("SIGKILL");
      throw new AppError("unavailable", [messageOf(error), ...log.tail(), `(log: ${log.path})`].join("\n  "));
    });
  }

  async function restart(reason: string): Promise<void> {
    const now = performance.now();
    restarts.push(now);
    const recent = restarts.filter((at) => now - at < windowMs).length;
    if (recent > maxRestarts) {
      const last = log.tail().slice(-4);
      const sentence = `${spec.title} ended ${recent} times within ${windowMs / 1000} s (${reason}); giving up.`;
      options.onGivenUp(new AppError("unavailable", [sentence, ...last, `(log: ${log.path})`].join("\n  ")));
      return;
    }
    const pause = backoffMs(recent);
    say(`${spec.title} ended (${reason}); starting it again in ${(pause / 1000).toFixed(1)} s`);
    await sleep(pause);
    if (stopping) return;
    try {
      await launch();
      await spec.onRestarted?.();
    } catch (error) {
      if (!stopping) await restart(messageOf(error).split("\n")[0] ?? "");
      return;
    }
    say(`${spec.title} runs again`);
    watch();
  }

  function watch(): void {
    void ended.then((reason) => (stopping ? undefined : restart(reason)));
  }

  await launch();
  watch();
  return {
    pid: () => child?.pid,
    kill: () => void child?.kill("SIGKILL"),
    async stop(graceMs = 10_000) {
      stopping = true;
      if (child && child.exitCode === null && child.signalCode === null) {
        child.kill("SIGTERM");
        const kill = setTimeout(() => child?.kill("SIGKILL"), graceMs);
        await ended;
        clearTimeout(kill);
      }
      log.close();
    },
  };
}
