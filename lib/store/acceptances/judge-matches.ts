import type { Severity } from "../../domain/severity.ts";
import type { VantageKind } from "../../domain/vantage.ts";
import type { Verdict } from "../../domain/verdict.ts";
import { type ProofItem, type Ruling, ruleOnAcceptance, type SeenOpen } from "../../posture/index.ts";
import { selectRows, updateRows } from "../bulk.ts";
import type { Transaction } from "../client.ts";
import { lookedAt, type OpenRow, openFrom, openSince } from "./open-from.ts";

interface MatchRow {
  acceptanceId: string;
  findingId: string;
  matchedAt: string;
  expiresAt: string | null;
  voidWhenOpenFrom: VantageKind[];
  voidWhenEvidenceChanges: boolean;
  hashThen: string;
  vantageThen: VantageKind;
  severityThen: Severity | null;
  hash: string;
  vantage: VantageKind;
  severity: Severity;
  verdict: Verdict;
  port: number | null;
  protocol: "TCP" | "UDP" | null;
  place: string;
  names: string[] | null;
  lastSeenAt: string;
  openFrom: OpenRow[] | null;
}

/** Names that the finding's node had since it was accepted; what lies on no node may speak of any. */
const formerNames = `(select json_agg(distinct v) from "Change" h
    cross join lateral (values (h."facts"->>'before'), (h."facts"->>'after')) as x(v)
    where h."clusterId" = f."clusterId" and h."kind" = 'node-renamed' and h."at" >= m."since"
      and (f."nodeId" is null or h."nodeId" = f."nodeId"))`;

/**
 * What acceptances cover and a condition may speak against: ports that are open from a named place, proof or place that is
 * other than it was, a severity that rose. Everything else is left out by the database.
 */
const matchesSql = `
  select a."id" as "acceptanceId", f."id" as "findingId", m."since" as "matchedAt", a."expiresAt", a."voidWhenOpenFrom",
    a."voidWhenEvidenceChanges", m."evidenceHash" as "hashThen", m."vantageKind" as "vantageThen",
    s."severity" as "severityThen", f."evidenceHash" as "hash", f."vantageKind" as "vantage", f."severity", f."verdict",
    f."port", f."protocol", coalesce(f."nodeName", f."subject"->>'name') as "place", ${formerNames} as "names",
    l."lastSeenAt", o."seen" as "openFrom"
  from "Acceptance" a
    join "AcceptanceMatch" m on m."acceptanceId" = a."id" and m."clusterId" = $1 and m."until" = 'infinity'
    join "Finding" f on f."id" = m."findingId" and f."state" in ('accepted', 'false-positive')
    join "FindingLook" l on l."findingId" = f."id"
    left join lateral (select p."severity" from "FindingSpan" p where a."voidWhenEvidenceChanges"
      and p."findingId" = f."id" and p."since" <= m."since" and p."until" > m."since" limit 1) s on true
    left join lateral (select json_agg(t) as "seen" from (${openFrom('a."voidWhenOpenFrom"', 'm."since"')}) t) o
      on cardinality(a."voidWhenOpenFrom") > 0 and f."port" is not null
  where a."state" = 'active' and (a."clusterId" is null or a."clusterId" = $1)
    and (o."seen" is not null
      or (cardinality(a."voidWhenOpenFrom") > 0 and f."verdict" = 'fail' and f."vantageKind" <> m."vantageKind")
      or (a."voidWhenEvidenceChanges" and f."verdict" = 'fail'
        and (f."evidenceHash" <> m."evidenceHash" or f."severity" <> s."severity")))
  order by a."id", f."id"`;

export interface JudgedMatch {
  acceptanceId: string;
  findingId: string;
  ruling: Ruling;
}

/** Proofs by their hash; one that is no longer kept is left out. */
async function readProofs(tx: Transaction, rows: readonly MatchRow[]): Promise<Map<string, ProofItem[]>> {
  const compared = rows.filter((row) => row.voidWhenEvidenceChanges && row.hash !== row.hashThen);
  const hashes = [...new Set(compared.flatMap(({ hash, hashThen }) => [hash, hashThen]))];
  if (hashes.length === 0) return new Map();
  const sql = 'select "hash", "items" from "Evidence" where "hash" = any($1::text[])';
  const kept = await selectRows<{ hash: string; items: ProofItem[] }>(tx, sql, hashes);
  return new Map(kept.map(({ hash, items }) => [hash, items]));
}

/** Where each port is open from and since when, those that were looked at since it was accepted. */
async function readPlaces(tx: Transaction, rows: readonly MatchRow[]): Promise<(row: MatchRow) => SeenOpen[]> {
  const seen = new Map(rows.map((row) => [row, row.port === null ? [] : lookedAt(row.port, row.openFrom)]));
  const places = rows.flatMap((row) => (seen.get(row) ?? []).map((open) => ({ ...open, port: row.port ?? 0 })));
  const since = await openSince(tx, places);
  return (row) =>
    (seen.get(row) ?? []).map((open) => ({
      vantage: open.vantage,
      since: since(open.targetId, row.port ?? 0) ?? open.since,
    }));
}

/** A proof that differs in nothing that matters takes the place of the one before: the next is compared with it. */
async function moveProofs(tx: Transaction, rows: readonly MatchRow[]): Promise<void> {
  const columns = { acceptanceId: "text", findingId: "text", matchedAt: "timestamptz", hash: "text" };
  const where = `t."acceptanceId" = r."acceptanceId" and t."findingId" = r."findingId" and t."since" = r."matchedAt"`;
  const set = '"evidenceHash" = r."hash"';
  const moved = rows.map(({ acceptanceId, findingId, matchedAt, hash }) => ({
    acceptanceId,
    findingId,
    matchedAt,
    hash,
  }));
  await updateRows(tx, { table: "AcceptanceMatch", columns, set, where }, moved);
}

/** Judges what the acceptances of a cluster cover by their conditions; those of which nothing changed are not answered. */
export async function judgeMatches(tx: Transaction, clusterId: string, at: string): Promise<JudgedMatch[]> {
  const rows = await selectRows<MatchRow>(tx, matchesSql, clusterId);
  if (rows.length === 0) return [];
  const proofs = await readProofs(tx, rows);
  const placesOf = await readPlaces(tx, rows);
  const judged = rows.map((row) => {
    const then = { severity: row.severityThen, vantage: row.vantageThen, proof: proofs.get(row.hashThen) ?? null };
    const { verdict, severity, vantage, port, protocol, place, lastSeenAt } = row;
    const now = {
      ...{ verdict, severity, vantage, port, protocol, place, lastSeenAt: new Date(lastSeenAt).toISOString() },
      ...{ names: [...(row.names ?? []), place], proof: proofs.get(row.hash) ?? null, openFrom: placesOf(row) },
    };
    const condition = { openFrom: row.voidWhenOpenFrom, evidenceChanges: row.voidWhenEvidenceChanges };
    const ruling = ruleOnAcceptance({ expiresAt: row.expiresAt, condition }, then, now, at);
    return { row, ruling };
  });
  const same = judged.filter(({ row, ruling }) => {
    const known = proofs.has(row.hash) && proofs.has(row.hashThen);
    return ruling.kind === "keep" && row.verdict === "fail" && row.hash !== row.hashThen && known;
  });
  await moveProofs(
    tx,
    same.map(({ row }) => row),
  );
  return judged.map(({ row: { acceptanceId, findingId }, ruling }) => ({ acceptanceId, findingId, ruling }));
}
