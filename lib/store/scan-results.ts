import { AppError } from "../domain/errors.ts";
import type { Severity } from "../domain/severity.ts";
import type { Subject } from "../domain/subject.ts";
import type { VantageKind } from "../domain/vantage.ts";
import type { Verdict } from "../domain/verdict.ts";
import type { Page } from "../domain/views/page.ts";
import type { ScanResultRow } from "../domain/views/scan-view.ts";
import { query } from "./client.ts";
import { fromJson, iso } from "./column-values.ts";
import { decodeCursor, encodeCursor, pageSize } from "./cursor.ts";
import { Prisma } from "./generated/client.ts";

export interface ScanResultQuery {
  scanId: string;
  verdict?: Verdict;
  severity?: Severity;
  limit?: number;
  cursor?: string;
}

interface Row {
  fingerprint: string;
  checkId: string;
  headline: string;
  subject: unknown;
  severity: string;
  verdict: string;
  reason: string;
  vantageName: string;
  vantageKind: string;
}

type Since = Map<string, NonNullable<ScanResultRow["since"]>>;

const viewOf = ({ vantageName, vantageKind, ...row }: Row, since: Since): ScanResultRow => ({
  ...row,
  subject: fromJson<Subject>(row.subject),
  severity: row.severity as Severity,
  verdict: row.verdict as Verdict,
  vantage: { name: vantageName, kind: vantageKind as VantageKind },
  since: since.get(row.fingerprint) ?? null,
});

/** What was judged of these results after their scan, by fingerprint. */
async function readSince(scan: { clusterId: string; finishedAt: Date | null }, rows: readonly Row[]): Promise<Since> {
  if (!scan.finishedAt) return new Map();
  const { clusterId, finishedAt } = scan;
  const fingerprint = { in: rows.map((row) => row.fingerprint) };
  const later = await query((database) =>
    database.finding.findMany({
      where: { clusterId, fingerprint, look: { lastCheckedAt: { gt: finishedAt } }, verdict: { not: "unknown" } },
      select: { fingerprint: true, verdict: true, look: { select: { lastCheckedAt: true } } },
    }),
  );
  return new Map(
    later.flatMap(({ fingerprint: key, verdict, look }) =>
      look ? [[key, { verdict: verdict as Verdict, at: iso(look.lastCheckedAt) }]] : [],
    ),
  );
}

function afterCursor(cursor: string | undefined): Prisma.Sql {
  if (!cursor) return Prisma.sql`true`;
  const [checkId = "", fingerprint = ""] = decodeCursor(cursor, "results", 2);
  return Prisma.sql`(j."checkId", j."fingerprint") > (${checkId}, ${fingerprint})`;
}

const notReached = "The scan ended before it came to this.";

/**
 * The judgements of one scan as they were then: those it confirmed or changed, from the interval that holds its end, and
 * those it did not come to. A sub-select with a Judgement's columns.
 */
export function judgedBy(scanId: string): Prisma.Sql {
  return Prisma.sql`(
    select j."id", j."fingerprint", j."checkId", j."subject", j."nodeId", v.*
    from "Scan" s join "Judgement" j on j."clusterId" = s."clusterId" and s."judged" @> j."id"
    cross join lateral (
      select j."headline", j."severity", j."verdict", j."reason", j."vantageName", j."vantageKind", j."evidenceHash", j."evidenceAt"
        where j."since" <= s."finishedAt" and (j."endedAt" is null or j."endedAt" > s."finishedAt")
      union all
      select h."headline", h."severity", h."verdict", h."reason", h."vantageName", h."vantageKind", h."evidenceHash", h."evidenceAt"
        from "JudgementHistory" h
        where h."judgementId" = j."id" and h."since" <= s."finishedAt" and h."until" > s."finishedAt"
      limit 1) v
    where s."id" = ${scanId}
    union all
    select j."id", j."fingerprint", j."checkId", j."subject", j."nodeId", j."headline", j."severity", 'unknown',
      ${notReached}, j."vantageName", j."vantageKind", null, '{}'
    from "Scan" s join "Judgement" j on j."clusterId" = s."clusterId" and s."doubted" @> j."id"
    where s."id" = ${scanId})`;
}

/** What the checks of one scan answered, check by check; AppError "not-found" for an id that no scan has. */
export async function listScanResults({
  scanId,
  verdict,
  severity,
  ...asked
}: ScanResultQuery): Promise<Page<ScanResultRow>> {
  const limit = pageSize(asked.limit);
  const ofVerdict = verdict ? Prisma.sql`j."verdict" = ${verdict}` : Prisma.sql`true`;
  const wanted = severity ? Prisma.sql`${ofVerdict} and j."severity" = ${severity}` : ofVerdict;
  const [scan, rows, counted] = await query((database) =>
    Promise.all([
      database.scan.findUnique({ where: { id: scanId }, select: { clusterId: true, finishedAt: true } }),
      database.$queryRaw<Row[]>`
        select j."fingerprint", j."checkId", j."headline", j."subject", j."severity", j."verdict", j."reason",
          j."vantageName", j."vantageKind"
        from ${judgedBy(scanId)} j where ${wanted} and ${afterCursor(asked.cursor)}
        order by j."checkId", j."fingerprint" limit ${limit + 1}`,
      database.$queryRaw<{ count: number }[]>`
        select count(*)::int as "count" from ${judgedBy(scanId)} j where ${wanted}`,
    ]),
  );
  if (!scan) throw new AppError("not-found", `There is no scan with the id ${scanId}.`);
  const shown = rows.slice(0, limit);
  const last = rows.length > limit ? shown.at(-1) : undefined;
  const nextCursor = last ? encodeCursor("results", [last.checkId, last.fingerprint]) : null;
  const since = await readSince(scan, shown);
  return { items: shown.map((row) => viewOf(row, since)), nextCursor, total: counted[0]?.count ?? 0 };
}
