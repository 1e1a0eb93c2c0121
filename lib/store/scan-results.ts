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
import type { Prisma } from "./generated/client.ts";

export interface ScanResultQuery {
  scanId: string;
  verdict?: Verdict;
  limit?: number;
  cursor?: string;
}

const columns = {
  fingerprint: true,
  checkId: true,
  headline: true,
  subject: true,
  severity: true,
  verdict: true,
  reason: true,
  vantageName: true,
  vantageKind: true,
} as const satisfies Prisma.ScanResultSelect;

type Row = Prisma.ScanResultGetPayload<{ select: typeof columns }>;

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
      where: { clusterId, fingerprint, lastCheckedAt: { gt: finishedAt }, verdict: { not: "unknown" } },
      select: { fingerprint: true, verdict: true, lastCheckedAt: true },
    }),
  );
  return new Map(
    later.map((row) => [row.fingerprint, { verdict: row.verdict as Verdict, at: iso(row.lastCheckedAt) }]),
  );
}

function afterCursor(cursor: string | undefined): Prisma.ScanResultWhereInput {
  if (!cursor) return {};
  const [checkId = "", fingerprint = ""] = decodeCursor(cursor, "results", 2);
  return { OR: [{ checkId: { gt: checkId } }, { checkId, fingerprint: { gt: fingerprint } }] };
}

/** What the checks of one scan answered, check by check; AppError "not-found" for an id that no scan has. */
export async function listScanResults({ scanId, verdict, ...asked }: ScanResultQuery): Promise<Page<ScanResultRow>> {
  const limit = pageSize(asked.limit);
  const where = { scanId, ...(verdict ? { verdict } : {}) };
  const page = { AND: [where, afterCursor(asked.cursor)] };
  const [scan, rows, total] = await query((database) =>
    Promise.all([
      database.scan.findUnique({ where: { id: scanId }, select: { clusterId: true, finishedAt: true } }),
      database.scanResult.findMany({
        where: page,
        orderBy: [{ checkId: "asc" }, { fingerprint: "asc" }],
        take: limit + 1,
        select: columns,
      }),
      database.scanResult.count({ where }),
    ]),
  );
  if (!scan) throw new AppError("not-found", `There is no scan with the id ${scanId}.`);
  const shown = rows.slice(0, limit);
  const last = rows.length > limit ? shown.at(-1) : undefined;
  const nextCursor = last ? encodeCursor("results", [last.checkId, last.fingerprint]) : null;
  const since = await readSince(scan, shown);
  return { items: shown.map((row) => viewOf(row, since)), nextCursor, total };
}
