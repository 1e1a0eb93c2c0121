import { insertRows, updateRows } from "../bulk.ts";
import type { Transaction } from "../client.ts";
import type { Turn } from "./decide.ts";

const key = { acceptanceId: "text", findingId: "text" };
const current = `t."acceptanceId" = r."acceptanceId" and t."findingId" = r."findingId" and t."until" = 'infinity'`;
const begun = { ...key, clusterId: "text", since: "timestamptz", evidenceHash: "text", vantageKind: "text" };
const again = `on conflict ("acceptanceId", "findingId", "since") do update set "until" = 'infinity',
  "evidenceHash" = excluded."evidenceHash", "vantageKind" = excluded."vantageKind"`;

/** Keeps what each acceptance covers, and since when, in step with what was decided. */
export async function storeMatches(tx: Transaction, clusterId: string, turns: readonly Turn[]): Promise<void> {
  const moved = turns.filter(({ held, after }) => held.acceptanceId !== after.acceptanceId);
  const ends = moved.flatMap(({ held: { id, acceptanceId }, at }) =>
    acceptanceId === null ? [] : [{ acceptanceId, findingId: id, at }],
  );
  const ended = {
    columns: { ...key, at: "timestamptz" },
    set: '"until" = greatest(r."at", t."since")',
    where: current,
  };
  await updateRows(tx, { table: "AcceptanceMatch", ...ended }, ends);
  const begins = moved.flatMap(({ held: { id, evidenceHash, vantageKind }, after: { acceptanceId }, at }) =>
    acceptanceId === null ? [] : [{ acceptanceId, findingId: id, clusterId, since: at, evidenceHash, vantageKind }],
  );
  await insertRows(tx, { table: "AcceptanceMatch", columns: begun, onConflict: again }, begins);
}
