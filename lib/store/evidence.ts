import type { EvidenceItem } from "../domain/check.ts";
import { insertRows, selectRows } from "./bulk.ts";
import { query, type Transaction } from "./client.ts";
import { fromJson } from "./column-values.ts";
import { jsonText } from "./json-text.ts";
import { daysKept } from "./retention-policies.ts";
import { sha256 } from "./sha256.ts";

/** Evidence as it is kept: what was seen under its hash, and beside it when. */
export interface KeptEvidence {
  hash: string;
  items: Omit<EvidenceItem, "at">[];
  times: string[];
}

/** Splits evidence into what was seen, which repeats from scan to scan, and when, which does not. */
export function splitEvidence(evidence: readonly EvidenceItem[]): KeptEvidence {
  const items = evidence.map(({ at: _at, ...item }) => item);
  const hash = sha256(jsonText(items), "hex");
  return { hash, items, times: evidence.map((item) => item.at) };
}

/** Keeps each proof once, however many results and scans cite it. */
export async function insertEvidence(tx: Transaction, kept: readonly KeptEvidence[]): Promise<void> {
  const rows = [...new Map(kept.map(({ hash, items }) => [hash, { hash, items }])).values()];
  // In one order everywhere, so that two transactions that insert the same proofs never wait for each other in a ring.
  rows.sort((a, b) => (a.hash < b.hash ? -1 : 1));
  const known = await selectRows<{ hash: string }>(
    tx,
    'select "hash" from "Evidence" where "hash" = any($1::text[])',
    rows.map(({ hash }) => hash),
  );
  const there = new Set(known.map(({ hash }) => hash));
  const columns = { hash: "text", items: "jsonb" };
  const into = { table: "Evidence", columns, onConflict: 'on conflict ("hash") do nothing' };
  await insertRows(
    tx,
    into,
    rows.filter(({ hash }) => !there.has(hash)),
  );
}

const plural = (days: number) => (days === 1 ? "1 day" : `${days} days`);

/** Stands where proof was that is no longer kept; `days` is how long proof is kept in its cluster. */
export function removedEvidence(days: number | null, at: string): EvidenceItem {
  const after = days === null ? "" : ` after ${plural(days)}`;
  const received = `evidence was removed by retention${after}`;
  return { sent: "", received, at, vantage: null, decisive: false, removed: true };
}

/** Reads evidence back; empty where there was none. Where retention removed it, one item says so. */
export async function readEvidence(
  hash: string | null,
  times: readonly string[],
  clusterId = "",
): Promise<EvidenceItem[]> {
  if (!hash) return [];
  const row = await query((database) => database.evidence.findUnique({ where: { hash } }));
  if (!row) return [removedEvidence((await daysKept(clusterId)).evidence, times.at(-1) ?? "")];
  const items = fromJson<Omit<EvidenceItem, "at">[]>(row.items);
  return items.map((item, index) => ({ ...item, at: times[index] ?? times.at(-1) ?? "" }));
}
