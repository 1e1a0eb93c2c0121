import { randomBytes } from "node:crypto";
import { hostname } from "node:os";
import pino from "pino";
import { AppError, messageOf } from "../domain/errors.ts";
import { closeDatabase } from "../store/index.ts";
import { readWorkerEnvironment } from "./environment.ts";
import { runWorker } from "./run-worker.ts";

// Over Node's own stream: pino's own destination retries for ever once nobody reads, and the process would outlive its
// supervisor. A line that nobody reads is lost, the work is not.
process.stdout.on("error", () => undefined);
const log = pino({ base: null, timestamp: pino.stdTimeFunctions.isoTime }, process.stdout);

async function main(): Promise<void> {
  const { databaseUrl, vantage, metadataEndpoint, workerId } = readWorkerEnvironment(process.env);
  const worker = await runWorker({
    databaseUrl,
    vantage,
    metadataEndpoint,
    workerId: workerId ?? `${hostname()}-${process.pid}-${randomBytes(4).toString("hex")}`,
    now: () => new Date(),
    log,
  });
  let stopping = false;
  const stop = async () => {
    if (stopping) return;
    stopping = true;
    await worker.stop();
    await closeDatabase();
    process.exit(0);
  };
  const onSignal = () => {
    stop().catch((error) => {
      log.error({ error: messageOf(error) }, "not stopped cleanly; the next worker picks up what was left");
      process.exit(1);
    });
  };
  process.on("SIGTERM", onSignal);
  process.on("SIGINT", onSignal);
  log.info({ vantage: vantage.name, kind: vantage.kind }, "worker started");
  process.send?.({ kind: "ready" });
}

try {
  await main();
} catch (error) {
  process.stderr.write(`${error instanceof AppError ? error.message : (error as Error).stack}\n`);
  process.exit(1);
}
