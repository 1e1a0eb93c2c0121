import type { Severity } from "../domain/severity.ts";
import type { Subject } from "../domain/subject.ts";
import type { Verdict } from "../domain/verdict.ts";
import type { JudgedThen, OpenBefore } from "../posture/index.ts";
import { query } from "./client.ts";
import { fromJson, iso } from "./column-values.ts";
import { judgedBy } from "./scan-results.ts";

/** What a scan judged when it was made; empty where that is no longer kept. */
export async function readJudgedThen(scanId: string): Promise<JudgedThen[]> {
  const rows = await query(
    (database) => database.$queryRaw<Record<keyof JudgedThen, unknown>[]>`
      select j."fingerprint", j."checkId", j."subject", j."verdict", j."severity", j."headline"
      from ${judgedBy(scanId)} j`,
  );
  return rows.map((row) => ({
    fingerprint: String(row.fingerprint),
    checkId: String(row.checkId),
    subject: fromJson<Subject>(row.subject),
    verdict: row.verdict as Verdict,
    severity: row.severity as Severity,
    headline: String(row.headline),
  }));
}

interface OpenRow {
  fingerprint: string;
  checkId: string;
  subject: unknown;
  severity: string;
  openedAt: Date;
  namespace: string;
  nodeRole: string;
  distribution: string;
}

/** Findings of a cluster that stood at an instant, whatever people had decided of them. */
export async function readOpenBefore(clusterId: string, at: Date): Promise<OpenBefore[]> {
  const rows = await query(
    (database) => database.$queryRaw<OpenRow[]>`
      select f."fingerprint", f."checkId", f."subject", s."severity", s."openedAt", f."namespace", f."nodeRole",
        f."distribution"
      from "FindingSpan" s join "Finding" f on f."id" = s."findingId"
      where s."clusterId" = ${clusterId} and s."since" <= ${at} and s."until" > ${at} order by f."id"`,
  );
  return rows.map((row) => ({
    ...row,
    subject: fromJson<Subject>(row.subject),
    severity: row.severity as Severity,
    openedAt: iso(row.openedAt),
  }));
}

/** Fingerprints of what a person had accepted or called a false alarm by an instant: it is not counted as open. */
export async function readHiddenAt(clusterId: string, at: Date): Promise<Set<string>> {
  const rows = await query(
    (database) => database.$queryRaw<{ fingerprint: string }[]>`
      select f."fingerprint" from "FindingSpan" s join "Finding" f on f."id" = s."findingId"
      where s."clusterId" = ${clusterId} and s."since" <= ${at} and s."until" > ${at}
        and s."state" in ('accepted', 'false-positive')`,
  );
  return new Set(rows.map(({ fingerprint }) => fingerprint));
}
