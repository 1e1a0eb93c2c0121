import { createHash } from "node:crypto";
import { hostname } from "node:os";
import { join } from "node:path";
import type { LaunchEnvironment } from "./environment.ts";
import { projectRoot } from "./pack-standalone.ts";
import type { Product } from "./product.ts";
import type { ChildSpec, Supervised } from "./supervise.ts";
import { waitForHttp } from "./wait-for-http.ts";
import { waitForMessage } from "./wait-for-message.ts";

/** Address that this machine reaches the web server at; 0.0.0.0 and :: mean every one of its addresses. */
export function localUrl({ host, port }: Pick<LaunchEnvironment, "host" | "port">): string {
  if (host === "0.0.0.0") return `http://127.0.0.1:${port}`;
  if (host === "::") return `http://[::1]:${port}`;
  return `http://${host.includes(":") ? `[${host}]` : host}:${port}`;
}

/** The supervised worker keeps its name over restarts, so that it knows at once what its killed predecessor left. */
function workerId(dataDir: string): string {
  return `supervised-${createHash("sha256").update(`${hostname()} ${dataDir}`).digest("hex").slice(0, 16)}`;
}

export function startWorker(product: Product): Promise<Supervised> {
  const spec: ChildSpec = {
    title: "Worker",
    name: "worker",
    args: [join(projectRoot, "lib/worker/main.ts")],
    cwd: projectRoot,
    heapMiB: 320,
    env: { ...product.childEnvironment, BREAKWATER_WORKER_ID: workerId(product.environment.dataDir) },
    ready: (child, signal) => waitForMessage(child, "ready", signal).then(() => undefined),
  };
  return product.steps.step(
    () => product.startChild(spec),
    () => `Worker started, probing from "${product.environment.vantage.name}" (${product.environment.vantage.kind})`,
  );
}

/** What the built web server may take: a page of a large fleet is made in less, and bench/pages.ts measures it so. */
export const webMemory = {
  heapMiB: 192,
  /** Young objects in MiB: three such spaces are kept, of 16 each otherwise. */
  args: ["--max-semi-space-size=8"],
  /** glibc keeps an arena a thread otherwise, each with memory that nobody uses. */
  env: { MALLOC_ARENA_MAX: "2" },
} as const;

export function startWeb(product: Product, mode: "build" | "develop"): Promise<Supervised> {
  const { host, port } = product.environment;
  const built = mode === "build";
  const next = [
    join(projectRoot, "node_modules/next/dist/bin/next"),
    "dev",
    "--hostname",
    host,
    "--port",
    String(port),
  ];
  const spec: ChildSpec = {
    title: "Web server",
    name: "web",
    args: built ? [...webMemory.args, join(projectRoot, ".next/standalone/server.js")] : next,
    cwd: projectRoot,
    heapMiB: built ? webMemory.heapMiB : 1024,
    env: {
      ...webMemory.env,
      ...product.childEnvironment,
      NODE_ENV: built ? "production" : "development",
      HOSTNAME: host,
      PORT: String(port),
    },
    ready: (_child, signal) => waitForHttp(`${localUrl(product.environment)}/`, signal),
  };
  return product.steps.step(
    () => product.startChild(spec),
    () => "Web server started",
  );
}
