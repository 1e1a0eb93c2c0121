import type { FindingState, Resolution } from "../domain/finding-state.ts";
import type { CheckResult } from "../domain/scan-report.ts";
import type { Severity } from "../domain/severity.ts";
import type { Verdict } from "../domain/verdict.ts";
import type { FindingStanding } from "../posture/index.ts";
import { selectRows } from "./bulk.ts";
import type { Transaction } from "./client.ts";

interface Row {
  id: string;
  fingerprint: string;
  checkId: string;
  nodeUid: string | null;
  state: string;
  decision: string | null;
  resolution: string | null;
  severity: string;
  verdict: string;
  reason: string;
  firstSeenAt: string;
  failingSince: string | null;
  lastSeenAt: string;
  lastCheckedAt: string;
  resolvedAt: string | null;
  contentHash: string;
  evidenceHash: string;
}

const sql = `
  select f."id", f."fingerprint", f."checkId",
    case when f."subject"->>'kind' = 'Node' then f."subject"->>'uid' end as "nodeUid", f."state", f."decision",
    f."resolution", f."severity", f."verdict", f."reason", f."firstSeenAt", f."failingSince", l."lastSeenAt",
    l."lastCheckedAt", f."resolvedAt", f."contentHash", f."evidenceHash"
  from "Finding" f join "FindingLook" l on l."findingId" = f."id"
  where f."clusterId" = $1 and case when $2::text is null
    then f."state" <> 'resolved' or f."fingerprint" = any($3::text[]) else f."id" = $2 end`;

const iso = (time: string): string => new Date(time).toISOString();
const isoOrNull = (time: string | null): string | null => (time === null ? null : iso(time));

function standingOf(row: Row): FindingStanding {
  return {
    fingerprint: row.fingerprint,
    checkId: row.checkId,
    nodeUid: row.nodeUid,
    state: row.state as FindingState,
    decision: row.decision as FindingStanding["decision"],
    resolution: row.resolution as Resolution | null,
    severity: row.severity as Severity,
    verdict: row.verdict as Verdict,
    reason: row.reason,
    firstSeenAt: iso(row.firstSeenAt),
    failingSince: isoOrNull(row.failingSince),
    lastSeenAt: iso(row.lastSeenAt),
    lastCheckedAt: iso(row.lastCheckedAt),
    resolvedAt: isoOrNull(row.resolvedAt),
  };
}

/**
 * Reads how the findings stand that results may move: those that are not resolved, and those judged; or one alone. With
 * the ids, and the hashes of their texts and of their evidence, by fingerprint.
 */
export async function readStandings(
  tx: Transaction,
  clusterId: string,
  results: readonly CheckResult[],
  findingId?: string,
) {
  const judged = results.map(({ fingerprint }) => fingerprint);
  const rows = await selectRows<Row>(tx, sql, clusterId, findingId ?? null, judged);
  return {
    standings: rows.map(standingOf),
    ids: new Map(rows.map(({ fingerprint, id }) => [fingerprint, id])),
    hashes: new Map(rows.map(({ fingerprint, contentHash }) => [fingerprint, contentHash])),
    proofs: new Map(rows.map(({ fingerprint, evidenceHash }) => [fingerprint, evidenceHash])),
  };
}
