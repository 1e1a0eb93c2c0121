import { endAcceptances, warnAcceptances } from "../store/index.ts";
import type { WorkerContext } from "./context.ts";

/** Ends acceptances whose time is over, and tells of those that end soon; mostly there is nothing to do. */
export async function acceptanceRound({ now, log }: Pick<WorkerContext, "now" | "log">): Promise<void> {
  const at = now();
  for (const { id, findings } of await endAcceptances(at)) {
    log.info({ acceptance: id, findings }, "an acceptance ran out");
  }
  for (const { id, warning } of await warnAcceptances(at)) {
    log.info({ acceptance: id, days: warning }, "an acceptance ends soon");
  }
}
