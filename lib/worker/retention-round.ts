import { runRetention } from "../store/index.ts";
import type { WorkerContext } from "./context.ts";

/** Removes what is no longer kept, once a day and after a policy changed; asking costs two rows. */
export async function retentionRound(context: Pick<WorkerContext, "now" | "stopping" | "log">): Promise<void> {
  const run = await runRetention(context.now, { signal: context.stopping });
  if (!run) return;
  const { rows, partitions, done, message } = run;
  context.log.info({ rows, partitions, done, message }, "retention applied");
}
