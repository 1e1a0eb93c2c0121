import type { LostNeed } from "../domain/inventory.ts";
import { atMost } from "./at-most.ts";
import { type Connection, listsAtOnce } from "./connect.ts";
import { explain, throwFailure } from "./errors.ts";
import { isAbsent } from "./list-objects.ts";
import { lostNeed, type Need } from "./needs.ts";

/** Reads lists side by side, a few at a time, and keeps account of what could not be read. */
export interface ListReader {
  lost: LostNeed[];
  /** True when one of the needs is asked for in this discovery. */
  wants(...needs: Need[]): boolean;
  /**
   * Null when it could not be read, and then `lost` names it. Where `absent` is given, it stands for a resource that
   * the server does not have. Throws when the scan was cancelled or the credential stopped working.
   */
  read<T>(need: Need, reading: () => Promise<T>, absent?: T): Promise<T | null>;
}

export function listReader(connection: Connection, only: readonly string[] | undefined): ListReader {
  const lost: LostNeed[] = [];
  const inTurn = atMost(listsAtOnce);
  return {
    lost,
    wants: (...needs) => only === undefined || needs.some((need) => only.includes(need)),
    async read(need, reading, absent) {
      try {
        // Waiting for a free connection must not use up a call's own time.
        return await inTurn(reading);
      } catch (error) {
        if (absent !== undefined && isAbsent(error)) return absent;
        const loss = lose(need, error, connection);
        // One permission may stand for several lists: it is missing once.
        if (!lost.some((known) => known.need === need)) lost.push(loss);
        return null;
      }
    },
  };
}

function lose(need: Need, error: unknown, connection: Connection): LostNeed {
  connection.signal.throwIfAborted();
  const failure = explain(error, connection.target, connection.now());
  if (failure.kind === "unauthenticated") throwFailure(failure);
  return lostNeed(need, failure.sentence, failure.kind === "forbidden");
}
