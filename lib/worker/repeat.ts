import { messageOf } from "../domain/errors.ts";
import type { WorkerContext } from "./context.ts";

/** Does `work` now and every `everyMs` after its end, until the signal aborts; a failure is logged and tried again. */
export function repeat(
  what: string,
  everyMs: number,
  work: () => Promise<void>,
  context: Pick<WorkerContext, "stopping" | "log">,
): Promise<void> {
  return new Promise((resolve) => {
    let timer: NodeJS.Timeout | undefined;
    let working = false;
    const finish = () => {
      clearTimeout(timer);
      if (!working) resolve();
    };
    const round = async () => {
      working = true;
      await work().catch((error) => context.log.warn({ error: messageOf(error) }, `${what} failed; trying again`));
      working = false;
      if (context.stopping.aborted) resolve();
      else timer = setTimeout(round, everyMs);
    };
    context.stopping.addEventListener("abort", finish, { once: true });
    void round();
  });
}
