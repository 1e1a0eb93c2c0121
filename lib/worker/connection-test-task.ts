import { testConnection } from "../discovery/index.ts";
import { AppError, messageOf } from "../domain/errors.ts";
import { type ConnectionTestResult, finishConnectionTest, readConnectionTestSource } from "../store/index.ts";
import { discoverySource } from "./cluster-source.ts";
import type { WorkerContext } from "./context.ts";
import { withRetries } from "./retry.ts";

const limitMs = 60_000;

type Outcome = ConnectionTestResult | { error: string };

async function attempt(testId: string, context: WorkerContext): Promise<Outcome | null> {
  try {
    const stored = await readConnectionTestSource(testId);
    if (!stored) return null;
    const signal = AbortSignal.any([AbortSignal.timeout(limitMs), context.stopping]);
    const report = await testConnection(discoverySource(stored), { signal, now: context.now });
    const failed = report.steps.find((step) => step.state === "failed");
    return { ...report, message: report.ok ? null : (failed?.detail ?? null) };
  } catch (error) {
    if (error instanceof AppError) return { error: error.message };
    if (error instanceof Error && error.name === "TimeoutError") {
      return { error: `There was no answer within ${limitMs / 1000} s.` };
    }
    const stack = error instanceof Error ? error.stack : undefined;
    context.log.error({ test: testId, stack }, "connection test broke");
    return { error: `The test broke: ${messageOf(error)}` };
  }
}

/** Tries how a cluster can be reached and says step by step what is missing. */
export async function connectionTestTask({ testId }: { testId: string }, context: WorkerContext): Promise<void> {
  const outcome = await attempt(testId, context);
  if (context.stopping.aborted) throw new AppError("unavailable", "The worker was stopped; tried again by the next.");
  if (outcome) await withRetries(() => finishConnectionTest(testId, outcome));
}
