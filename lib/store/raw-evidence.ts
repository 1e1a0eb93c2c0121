import { zstdCompressSync, zstdDecompressSync } from "node:zlib";
import { AppError } from "../domain/errors.ts";
import { type RawEvidence, rawEvidenceFormat } from "../domain/raw-evidence.ts";
import type { ScanProblem } from "../domain/scan-report.ts";
import { query, type Transaction, transaction } from "./client.ts";
import { iso } from "./column-values.ts";
import { holdEvidence } from "./evidence-lock.ts";
import { jsonText } from "./json-text.ts";
import { joinRecord, partHash, splitRecord } from "./raw-parts.ts";
import type { Period } from "./volatile-values.ts";

/** Characters of text that are held at once on the way to the database. */
const batchSize = 4 * 1024 * 1024;
const storeTimeoutMs = 120_000;
const marginMs = 60_000;

/** Times of the scan itself, and of the one before where that one is spoken of, are no content. */
function periodOf(raw: RawEvidence): (path: string) => Period {
  const until = Date.parse(raw.finishedAt) + marginMs;
  const own = { from: Date.parse(raw.startedAt) - marginMs, until };
  const earlier = { from: Number.NEGATIVE_INFINITY, until };
  return (path) => (path.startsWith("/previous") ? earlier : own);
}

async function storeParts(tx: Transaction, texts: readonly string[], hashes: readonly string[]): Promise<number> {
  const known = await tx.$queryRaw<{ hash: string }[]>`
    select "hash" from "RawPart" where "hash" = any(${hashes as string[]}::text[])`;
  const skip = new Set(known.map(({ hash }) => hash));
  const rows: { hash: string; body: string; bytes: number }[] = [];
  for (const [index, text] of texts.entries()) {
    const hash = hashes[index] ?? "";
    if (skip.has(hash)) continue;
    skip.add(hash);
    const content = Buffer.from(text, "utf8");
    rows.push({ hash, body: zstdCompressSync(content).toString("base64"), bytes: content.length });
  }
  if (rows.length === 0) return 0;
  const column = <Key extends "hash" | "body" | "bytes">(key: Key) => rows.map((row) => row[key]);
  return tx.$executeRaw`
    insert into "RawPart" ("hash", "body", "bytes")
    select r."hash", decode(r."body", 'base64'), r."bytes"
    from unnest(${column("hash")}::text[], ${column("body")}::text[], ${column("bytes")}::int[])
      as r("hash", "body", "bytes")
    on conflict do nothing`;
}

/**
 * Keeps all that a stored scan judged by, in parts once by content. A scan whose evidence is kept already is left as it
 * is. AppError "not-found" when the scan is gone, "unavailable" when the database is; then nothing of it is kept.
 */
export async function storeRawEvidence(
  scanId: string,
  clusterId: string,
  at: Date,
  raw: RawEvidence,
): Promise<{ parts: number; added: number }> {
  return transaction(async (tx) => {
    await holdEvidence(tx);
    const hashes: string[] = [];
    const batch: { texts: string[]; size: number } = { texts: [], size: 0 };
    let added = 0;
    const flush = async () => {
      added += await storeParts(tx, batch.texts, hashes.slice(hashes.length - batch.texts.length));
      [batch.texts, batch.size] = [[], 0];
    };
    for (const text of splitRecord(raw, periodOf(raw))) {
      batch.texts.push(text);
      hashes.push(partHash(text));
      batch.size += text.length;
      if (batch.size >= batchSize) await flush();
    }
    await flush();
    const facts = JSON.stringify({ format: rawEvidenceFormat, toolVersion: raw.toolVersion });
    const rows = await tx.$queryRaw<{ found: bigint }[]>`
      with s as (select "id", coalesce("finishedAt", ${at}) as "at" from "Scan" where "id" = ${scanId}),
      kept as (
        insert into "RawScan" ("scanId", "clusterId", "at", "facts", "parts")
        select s."id", ${clusterId}, s."at", ${facts}::jsonb, ${hashes}::text[] from s on conflict do nothing)
      select count(*) as "found" from s`;
    if (Number(rows[0]?.found ?? 0) === 0) throw new AppError("not-found", `Scan ${scanId} is gone.`);
    return { parts: hashes.length, added };
  }, storeTimeoutMs);
}

/** Adds to the problems of a scan that is stored already. */
export async function noteScanProblem(scanId: string, problem: ScanProblem): Promise<void> {
  const more = jsonText([problem]);
  await query(
    (database) => database.$executeRaw`
      update "Scan" set "problems" = coalesce("problems", '[]'::jsonb) || ${more}::jsonb where "id" = ${scanId}`,
  );
}

function textOf({ hash, body, bytes }: { hash: string; body: Uint8Array | null; bytes: number | null }): string {
  if (body === null || bytes === null) throw new AppError("conflict", "A part of the kept evidence is missing.");
  const text = zstdDecompressSync(body, { maxOutputLength: Math.max(1, bytes) }).toString("utf8");
  if (partHash(text) !== hash) throw new AppError("conflict", "A part of the kept evidence is damaged.");
  return text;
}

/** What a scan judged by; null where it was not kept or its time is over. AppError "conflict" when it is damaged. */
export async function readRawEvidence(scanId: string): Promise<RawEvidence | null> {
  const rows = await query(
    (database) => database.$queryRaw<{ hash: string; body: Uint8Array | null; bytes: number | null }[]>`
      select p."hash", r."body", r."bytes" from "RawScan" s
        cross join lateral unnest(s."parts") with ordinality p("hash", "n")
        left join "RawPart" r on r."hash" = p."hash"
      where s."scanId" = ${scanId} order by p."n"`,
  );
  if (rows.length === 0) return null;
  return joinRecord(rows.length, (index) => {
    const row = rows[index];
    if (!row) throw new AppError("conflict", "A part of the kept evidence is missing.");
    return textOf(row);
  }) as RawEvidence;
}

/** A scan whose evidence is kept. */
export interface KeptScan {
  scanId: string;
  clusterId: string;
  cluster: string;
  /** RFC 3339. */
  at: string;
  /** Older than a scan that was stored before it: it moved nothing. */
  late: boolean;
}

/** Scans whose evidence is kept, by cluster and then oldest first. */
export async function listRawScans(of: { clusterId?: string; since?: Date } = {}): Promise<KeptScan[]> {
  const { clusterId = null, since = null } = of;
  const rows = await query(
    (database) => database.$queryRaw<(Omit<KeptScan, "at"> & { at: Date })[]>`
      select r."scanId", r."clusterId", c."name" as "cluster", r."at",
        coalesce(isempty(s."judged") and isempty(s."doubted"), false) as "late"
      from "RawScan" r join "Cluster" c on c."id" = r."clusterId" join "Scan" s on s."id" = r."scanId"
      where (${clusterId}::text is null or r."clusterId" = ${clusterId})
        and (${since}::timestamptz is null or r."at" >= ${since})
      order by c."name", r."at", r."scanId"`,
  );
  return rows.map((row) => ({ ...row, at: iso(row.at) }));
}
