import { AppError, messageOf } from "../domain/errors.ts";
import { type Product, type ProductOptions, startProduct } from "./product.ts";

/** A terminal's Ctrl-C and npm's copy of it arrive together: only one this much later is a second one. */
const secondSignalMs = 1_000;

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}

function printError(error: unknown): void {
  const known = error instanceof AppError;
  process.stderr.write(`${known || !(error instanceof Error) ? messageOf(error) : (error.stack ?? error.message)}\n`);
}

/** Runs the product in this process until a signal or a failure ends it; the exit status says which. */
export async function runProduct(options: ProductOptions): Promise<void> {
  const controller = new AbortController();
  const stops: (() => Promise<void>)[] = [];
  const kills: (() => void)[] = [];
  let failure: unknown = null;
  const ended = new Promise<void>((resolve) => controller.signal.addEventListener("abort", () => resolve()));

  let firstAt: number | null = null;
  const onSignal = (signal: NodeJS.Signals) => {
    const now = performance.now();
    if (firstAt === null) {
      firstAt = now;
      print(`Stopping (${signal})`);
      controller.abort();
    } else if (now - firstAt > secondSignalMs) {
      print("Stopping at once");
      for (const kill of kills) kill();
      process.exit(1);
    }
  };
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, onSignal);

  const giveUp = (error: AppError) => {
    failure ??= error;
    controller.abort();
  };
  const onStop = (work: () => Promise<void>) => void stops.push(work);
  const withKills: ProductOptions = {
    ...options,
    start: (product) => {
      const startChild: Product["startChild"] = async (spec) => {
        const child = await product.startChild(spec);
        kills.push(child.kill);
        return child;
      };
      return options.start({ ...product, startChild });
    },
  };
  try {
    await startProduct(withKills, { signal: controller.signal, onStop, giveUp, print });
    await ended;
  } catch (error) {
    // A start that was told to stop fails at its next step, which is no news.
    if (!controller.signal.aborted) failure ??= error;
    controller.abort();
  }
  for (const stop of stops.reverse()) {
    await stop().catch((error: unknown) => {
      failure ??= error;
    });
  }
  if (failure !== null) printError(failure);
  else print("Stopped");
  process.exit(failure === null ? 0 : 1);
}
