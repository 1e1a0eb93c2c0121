import { insertRows } from "../bulk.ts";
import type { Transaction } from "../client.ts";
import { newId } from "../new-id.ts";
import type { DecidedBy, Turn } from "./decide.ts";

const columns = {
  id: "text",
  findingId: "text",
  clusterId: "text",
  kind: "text",
  at: "timestamptz",
  message: "text",
  severity: "text",
  openedAt: "timestamptz",
  by: "text",
  actId: "text",
};

/** Tells the story of each finding what was decided of it. */
export async function storeTriageEvents(
  tx: Transaction,
  { clusterId, by, actId }: DecidedBy,
  turns: readonly Turn[],
): Promise<void> {
  const rows = turns.flatMap(({ held: { id, severity, openedAt }, at, kind, message }) =>
    kind === null ? [] : [{ id: newId(), findingId: id, clusterId, kind, at, message, severity, openedAt, by, actId }],
  );
  await insertRows(tx, { table: "FindingEvent", columns }, rows);
}
