import { existsSync } from "node:fs";
import { join } from "node:path";
import { type Postgres, startPostgres } from "../database/index.ts";
import type { AppError } from "../domain/errors.ts";
import { buildOnce, generateClient, needsBuild, offline } from "./build.ts";
import { checkPort } from "./check-port.ts";
import { type LaunchEnvironment, readLaunchEnvironment } from "./environment.ts";
import { projectRoot } from "./pack-standalone.ts";
import { createSteps, type Steps } from "./steps.ts";
import { type ChildSpec, type Supervised, supervise } from "./supervise.ts";
import { takeDataDir } from "./take-data-dir.ts";
import { watchPostgres } from "./watch-postgres.ts";

export type Store = typeof import("../store/index.ts");

/** What a running product is made of while it starts and until it stops. */
export interface Product {
  environment: LaunchEnvironment;
  steps: Steps;
  /** Aborts when the product is told to stop or gives up. */
  signal: AbortSignal;
  childEnvironment: NodeJS.ProcessEnv;
  store: Store;
  startChild(spec: ChildSpec): Promise<Supervised>;
  /** Runs when the product stops: the last that was added first. */
  onStop(work: () => Promise<void>): void;
  giveUp(error: AppError): void;
}

export interface ProductOptions {
  pages: "build" | "develop";
  /** Children's output is printed too. */
  echo?: boolean;
  start(product: Product): Promise<void>;
}

async function preparePages(pages: ProductOptions["pages"], steps: Steps, signal: AbortSignal): Promise<void> {
  if (pages === "build" && needsBuild()) {
    steps.say("Building the pages (once, about 30 s)");
    await steps.step(
      () => buildOnce(projectRoot, signal),
      () => "Pages built",
    );
  } else if (pages === "develop" || !existsSync(join(projectRoot, "lib/store/generated/client.ts"))) {
    await generateClient(projectRoot, signal);
  }
}

async function startDatabase(
  environment: LaunchEnvironment,
  steps: Steps,
): Promise<{ url: string; postgres: Postgres | null }> {
  if (environment.databaseUrl) {
    steps.say(`PostgreSQL of DATABASE_URL: ${new URL(environment.databaseUrl).host}`);
    return { url: environment.databaseUrl, postgres: null };
  }
  const postgres = await steps.step(
    () => startPostgres({ dataDir: join(environment.dataDir, "postgres"), log: steps.say }),
    (server) => `PostgreSQL 18 ${server.reused ? "already running" : "started"} on 127.0.0.1:${server.port}`,
  );
  return { url: postgres.url, postgres };
}

function migrationLine(applied: number): string {
  if (applied === 0) return "Migrations up to date";
  return applied === 1 ? "1 migration applied" : `${applied} migrations applied`;
}

/** The store and all children read these; the supervisor's own process reads them through the store. */
function productEnvironment(environment: LaunchEnvironment, url: string): NodeJS.ProcessEnv {
  process.env.DATABASE_URL = url;
  process.env.BREAKWATER_DATA_DIR = environment.dataDir;
  return { ...process.env, ...offline, NODE_ENV: "production" };
}

/** Starts the database, applies the migrations, then what `options.start` adds. Everything it opens is in `onStop`. */
export async function startProduct(
  options: ProductOptions,
  of: Pick<Product, "signal" | "onStop" | "giveUp"> & { print(line: string): void },
): Promise<Product> {
  const environment = readLaunchEnvironment(process.env);
  const folder = await takeDataDir(environment);
  of.onStop(folder.release);
  await checkPort(environment.host, environment.port);
  const steps = createSteps(of.print);
  await preparePages(options.pages, steps, of.signal);
  of.signal.throwIfAborted();
  const { url, postgres } = await startDatabase(environment, steps);
  if (postgres) of.onStop(watchPostgres(postgres, { dataDir: join(environment.dataDir, "postgres"), steps, ...of }));
  of.signal.throwIfAborted();
  const childEnvironment = productEnvironment(environment, url);
  // Only now: the generated client that the store imports may have been made a moment ago.
  const store = await import("../store/index.ts");
  of.onStop(() => store.closeDatabase());
  await steps.step(
    () => store.migrate(),
    ({ applied }) => migrationLine(applied.length),
  );
  const logFolder = join(environment.dataDir, "logs");
  const product: Product = {
    ...of,
    environment,
    steps,
    childEnvironment,
    store,
    async startChild(spec) {
      of.signal.throwIfAborted();
      // Asked for here and not when it is ready: children stop in the reverse order of their starts, whoever is faster.
      let child: Supervised | null = null;
      of.onStop(async () => child?.stop());
      child = await supervise(spec, {
        logFolder,
        say: steps.say,
        signal: of.signal,
        onGivenUp: spec.onGivenUp ?? of.giveUp,
        ...(options.echo ? { echo: of.print } : {}),
      });
      return child;
    },
  };
  await options.start(product);
  return product;
}
