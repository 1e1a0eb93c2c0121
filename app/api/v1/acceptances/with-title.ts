import { findCheck } from "../../../../lib/checks/index.ts";
import type { AcceptanceRow } from "../../../../lib/domain/views/triage-view.ts";

/** The title of the check that it names: the store knows its id alone. */
export function withTitle(row: AcceptanceRow): AcceptanceRow {
  return { ...row, checkTitle: row.checkId === null ? null : (findCheck(row.checkId)?.title ?? null) };
}
