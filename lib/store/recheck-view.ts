import type { Verdict } from "../domain/verdict.ts";
import type { Recheck } from "../domain/views/finding-view.ts";
import { iso, isoOrNull } from "./column-values.ts";
import type { Recheck as RecheckRow } from "./generated/client.ts";

export function recheckView(row: RecheckRow): Recheck {
  return {
    id: row.id,
    state: row.state as Recheck["state"],
    verdict: row.verdict as Verdict | null,
    reason: row.reason,
    requestedAt: iso(row.requestedAt),
    finishedAt: isoOrNull(row.finishedAt),
  };
}
