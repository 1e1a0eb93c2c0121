import { createHash } from "node:crypto";
import type { EvidenceItem } from "../domain/check.ts";
import { insertRows } from "./bulk.ts";
import { query, type Transaction } from "./client.ts";
import { fromJson } from "./column-values.ts";
import { jsonText } from "./json-text.ts";

/** Evidence as it is kept: what was seen under its hash, and beside it when. */
export interface KeptEvidence {
  hash: string;
  items: Omit<EvidenceItem, "at">[];
  times: string[];
}

/** Splits evidence into what was seen, which repeats from scan to scan, and when, which does not. */
export function splitEvidence(evidence: readonly EvidenceItem[]): KeptEvidence {
  const items = evidence.map(({ at: _at, ...item }) => item);
  const hash = createHash("sha256").update(jsonText(items)).digest("hex");
  return { hash, items, times: evidence.map((item) => item.at) };
}

/** Keeps each proof once, however many results and scans cite it. */
export async function insertEvidence(tx: Transaction, kept: readonly KeptEvidence[]): Promise<void> {
  const rows = [...new Map(kept.map(({ hash, items }) => [hash, { hash, items }])).values()];
  // In one order everywhere, so that two transactions that insert the same proofs never wait for each other in a ring.
  rows.sort((a, b) => (a.hash < b.hash ? -1 : 1));
  const columns = { hash: "text", items: "jsonb" };
  await insertRows(tx, { table: "Evidence", columns, onConflict: 'on conflict ("hash") do nothing' }, rows);
}

/** Reads evidence back; empty for a null hash. */
export async function readEvidence(hash: string | null, times: readonly string[]): Promise<EvidenceItem[]> {
  if (hash === null) return [];
  const row = await query((database) => database.evidence.findUnique({ where: { hash } }));
  const items = row ? fromJson<Omit<EvidenceItem, "at">[]>(row.items) : [];
  return items.map((item, index) => ({ ...item, at: times[index] ?? times.at(-1) ?? "" }));
}
