import type { FindingState } from "../../domain/finding-state.ts";
import type { Severity } from "../../domain/severity.ts";
import type { CoveredFinding } from "../../domain/views/triage-view.ts";
import { query } from "../client.ts";
import { iso, isoOrNull } from "../column-values.ts";

interface Row {
  findingId: string;
  headline: string;
  severity: string;
  state: string;
  triageVersion: number;
  now: boolean;
  since: Date;
  until: Date | null;
}

/** Findings that an acceptance covers or ever covered, those of now first, then the latest; at most `limit`. */
export async function listEverCovered(acceptanceId: string, limit = 200): Promise<CoveredFinding[]> {
  const rows = await query(
    (database) => database.$queryRaw<Row[]>`
      select f."id" as "findingId", f."headline", f."severity", f."state", f."triageVersion", m."since", m."until",
        (f."acceptanceId" = ${acceptanceId} and f."state" in ('accepted', 'false-positive')) is true as "now"
      from (select "findingId", min("since") as "since", nullif(max("until"), 'infinity') as "until"
          from "AcceptanceMatch" where "acceptanceId" = ${acceptanceId} group by "findingId") m
        join "Finding" f on f."id" = m."findingId"
      order by "now" desc, m."since" desc, f."id" limit ${limit}`,
  );
  return rows.map(({ since, until, severity, state, triageVersion, ...row }) => ({
    ...row,
    severity: severity as Severity,
    state: state as FindingState,
    version: triageVersion,
    since: iso(since),
    until: isoOrNull(until),
  }));
}
