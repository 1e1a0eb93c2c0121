import type { CheckResult, ScanReport } from "../domain/scan-report.ts";
import { seenAt } from "../posture/index.ts";
import { insertReturning, selectRows, updateRows } from "./bulk.ts";
import type { Transaction } from "./client.ts";
import { insertEvidence } from "./evidence.ts";
import { jsonText } from "./json-text.ts";
import { sha256 } from "./sha256.ts";
import { type EvidenceByFingerprint, nodeOf } from "./store-evidence.ts";
import type { NodeIds } from "./store-nodes.ts";
import type { Look } from "./store-ports.ts";

export interface StoredJudgements {
  /** Ids that the look confirmed or changed, and those that a stopped scan did not come to. */
  judged: number[];
  doubted: number[];
}

const columns = {
  clusterId: "text",
  fingerprint: "text",
  digest: "text",
  checkId: "text",
  subject: "jsonb",
  nodeId: "text",
  node: "text",
  port: "int",
  verdict: "text",
  severity: "text",
  headline: "text",
  reason: "text",
  vantageName: "text",
  vantageKind: "text",
  evidenceHash: "text",
  evidenceAt: "text[]",
  since: "timestamptz",
};

const historyColumns =
  '"verdict", "severity", "headline", "reason", "vantageName", "vantageKind", "evidenceHash", "evidenceAt"';

interface Known {
  id: number;
  fingerprint: string;
  digest: string;
  verdict: string;
  /** Null where it began before this scan did. */
  since: string | null;
  ended: boolean;
}

/** "37 days ago" and "since 2026-10-15T09:17:00Z" move with every scan and say nothing new. */
function ageless(text: string): string {
  return text
    .replaceAll(/\d+(?:\.\d+)? (minute|hour|day|week|month|year)s?/g, "# $1s")
    .replaceAll(/\d{4}-\d\d-\d\d(?:[T ]\d\d:\d\d(?::\d\d(?:\.\d+)?)?Z?)?/g, "#");
}

function rowOf(look: Look, result: CheckResult, evidence: EvidenceByFingerprint, nodes: NodeIds) {
  const { subject, verdict, severity, headline, reason, vantage } = result;
  const node = nodeOf(result);
  const kept = evidence.get(result.fingerprint);
  const nodeId = node === null ? null : (nodes.get(node) ?? null);
  const said = [
    verdict,
    severity,
    ageless(headline),
    ageless(reason),
    vantage.name,
    vantage.kind,
    kept?.hash,
    subject,
    nodeId,
  ];
  return {
    clusterId: look.clusterId,
    fingerprint: result.fingerprint,
    digest: sha256(jsonText(said), "base64url").slice(0, 22),
    checkId: result.checkId,
    subject,
    nodeId,
    node,
    port: subject.port ?? null,
    verdict,
    severity,
    headline,
    reason,
    vantageName: vantage.name,
    vantageKind: vantage.kind,
    evidenceHash: kept?.hash ?? "",
    evidenceAt: kept?.times ?? [],
    since: look.at,
  };
}

/** Moves what these judgements were into the history; those that had ended left nothing to move. */
async function endIntervals(tx: Transaction, look: Look, ids: readonly number[]): Promise<void> {
  await tx.$executeRawUnsafe(
    `insert into "JudgementHistory" ("judgementId", "clusterId", ${historyColumns}, "since", "until")
     select "id", "clusterId", ${historyColumns}, "since", $1::timestamptz
     from "Judgement" where "id" = any($2::int[]) and "endedAt" is null and "since" < $1::timestamptz`,
    look.at,
    ids,
  );
}

/**
 * Compares the verdicts of a look with what is known and writes only those that differ. A complete scan also ends what
 * it no longer asked; an unknown of a stopped scan is no judgement and moves nothing that is known.
 */
export async function storeJudgements(
  tx: Transaction,
  look: Look,
  results: readonly CheckResult[],
  of: { evidence: EvidenceByFingerprint; nodes: NodeIds; report: ScanReport },
): Promise<StoredJudgements> {
  const narrow = look.scanId === null;
  const known = await selectRows<Known>(
    tx,
    `select "id", "fingerprint", "digest", "verdict", "endedAt" is not null as "ended",
       case when "since" > $3::timestamptz then "since" end as "since"
     from "Judgement" where "clusterId" = $1 and ($2::text[] is null or "fingerprint" = any($2::text[]))`,
    look.clusterId,
    narrow ? results.map(({ fingerprint }) => fingerprint) : null,
    of.report.startedAt,
  );
  const byFingerprint = new Map(known.map((row) => [row.fingerprint, row]));
  const stopped = of.report.outcome !== "complete";
  const confirmed: number[] = [];
  const doubted: number[] = [];
  const changed: (ReturnType<typeof rowOf> & { id: number })[] = [];
  const fresh: ReturnType<typeof rowOf>[] = [];
  for (const result of results) {
    const before = byFingerprint.get(result.fingerprint);
    if (before && !before.ended && stopped && result.verdict === "unknown" && before.verdict !== "unknown") {
      doubted.push(before.id);
      continue;
    }
    // A re-check that ended while the scan still ran has judged this later than the scan did.
    const since = before && !before.ended ? before.since : null;
    if (before && since && Date.parse(since) > Date.parse(seenAt(result, of.report))) {
      confirmed.push(before.id);
      continue;
    }
    const row = rowOf(look, result, of.evidence, of.nodes);
    if (!before) fresh.push(row);
    else if (before.digest === row.digest && !before.ended) confirmed.push(before.id);
    else changed.push({ ...row, id: before.id });
  }
  // What is cited already is kept: nothing removes what is true now.
  const proofs = [...changed, ...fresh].flatMap(({ fingerprint }) => of.evidence.get(fingerprint) ?? []);
  await insertEvidence(tx, proofs);
  await endIntervals(
    tx,
    look,
    changed.map(({ id }) => id),
  );
  const set = [...Object.keys(columns).filter((name) => name !== "clusterId" && name !== "fingerprint")]
    .map((name) => `"${name}" = r."${name}"`)
    .join(", ");
  const update = { table: "Judgement", columns: { id: "int", ...columns }, set: `${set}, "endedAt" = null` };
  await updateRows(tx, { ...update, where: 't."id" = r."id"' }, changed);
  const into = { table: "Judgement", columns, returning: '"id"' };
  const made = await insertReturning<object, { id: number }>(tx, into, fresh);
  await endMissing(tx, look, of.report, known, results);
  return { judged: [...confirmed, ...changed.map(({ id }) => id), ...made.map(({ id }) => id)], doubted };
}

/** A complete scan that looked as far as any ends what it did not judge: its subject is gone, or its check. */
async function endMissing(
  tx: Transaction,
  look: Look,
  report: ScanReport,
  known: readonly Known[],
  results: readonly CheckResult[],
): Promise<void> {
  if (look.scanId === null || report.outcome !== "complete" || report.profile === "quick") return;
  const judged = new Set(results.map(({ fingerprint }) => fingerprint));
  const missing = known.filter(({ fingerprint, ended }) => !ended && !judged.has(fingerprint)).map(({ id }) => id);
  if (missing.length === 0) return;
  await endIntervals(tx, look, missing);
  await tx.$executeRaw`
    update "Judgement" set "endedAt" = ${look.at}::timestamptz where "id" = any(${missing}::int[])`;
}

/** Writes numbers as PostgreSQL writes an int4multirange. */
export function multirange(numbers: readonly number[]): string {
  const ranges: string[] = [];
  const sorted = [...numbers].sort((a, b) => a - b);
  for (let index = 0; index < sorted.length; index += 1) {
    const first = sorted[index] ?? 0;
    while ((sorted[index + 1] ?? Number.NaN) <= (sorted[index] ?? 0) + 1) index += 1;
    ranges.push(`[${first},${(sorted[index] ?? 0) + 1})`);
  }
  return `{${ranges.join(",")}}`;
}
