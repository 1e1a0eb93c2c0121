import { AppError } from "../../domain/errors.ts";
import type { AcceptanceKind, AcceptanceScope, AcceptanceState } from "../../domain/triage.ts";
import type { VantageKind } from "../../domain/vantage.ts";
import {
  type AcceptancePage,
  type AcceptanceQuery,
  type AcceptanceRow,
  type AcceptanceSort,
  type AcceptanceStanding,
  acceptanceStandings,
} from "../../domain/views/triage-view.ts";
import { query } from "../client.ts";
import { iso, isoOrNull } from "../column-values.ts";
import { decodeCursor, encodeCursor, pageSize } from "../cursor.ts";
import type { Acceptance } from "../generated/client.ts";
import { Prisma } from "../generated/client.ts";
import { acceptanceCondition, type KnownChecks, selectorProblem, standingSql } from "./acceptance-condition.ts";

type RawAcceptance = Acceptance & { clusterName: string | null; standing: AcceptanceStanding; place: string };

/** What a list is sorted by; the id makes it strict. */
const orders: Record<AcceptanceSort, { key: Prisma.Sql; direction: "asc" | "desc" }> = {
  "-created": { key: Prisma.sql`a."createdAt"`, direction: "desc" },
  created: { key: Prisma.sql`a."createdAt"`, direction: "asc" },
  expires: { key: Prisma.sql`coalesce(a."expiresAt", 'infinity')`, direction: "asc" },
  "-ended": { key: Prisma.sql`coalesce(a."endedAt", '-infinity')`, direction: "desc" },
};

function problemOf({ standing, checkId, selector }: RawAcceptance): string | null {
  if (standing !== "invalid") return null;
  return selectorProblem(selector) ?? `${checkId} is no longer checked.`;
}

/** Findings that each of some acceptances covers now, and those that it ever covered. */
async function readMatched(ids: readonly string[]): Promise<Map<string, { matched: number; ever: number }>> {
  const rows = await query(
    (database) => database.$queryRaw<{ id: string; matched: number; ever: number }[]>`
      select a."id", (select count(*)::int from "Finding" f where f."acceptanceId" = a."id"
          and f."state" in ('accepted', 'false-positive')) as "matched",
        (select count(distinct m."findingId")::int from "AcceptanceMatch" m where m."acceptanceId" = a."id") as "ever"
      from unnest(${[...ids]}::text[]) as a("id")`,
  );
  return new Map(rows.map(({ id, matched, ever }) => [id, { matched, ever }]));
}

function rowOf(raw: RawAcceptance, counts: { matched: number; ever: number } | undefined): AcceptanceRow {
  return {
    id: raw.id,
    kind: raw.kind as AcceptanceKind,
    scope: raw.scope as AcceptanceScope,
    state: raw.state as AcceptanceState,
    standing: raw.standing,
    ...{ clusterId: raw.clusterId, clusterName: raw.clusterName, checkId: raw.checkId, checkTitle: null },
    ...{ selector: raw.selector, reason: raw.reason, proof: raw.proof },
    condition: { openFrom: raw.voidWhenOpenFrom as VantageKind[], evidenceChanges: raw.voidWhenEvidenceChanges },
    ...{ createdBy: raw.createdBy, createdAt: iso(raw.createdAt), expiresAt: isoOrNull(raw.expiresAt) },
    ...{ reviewer: raw.reviewer, reviewedAt: isoOrNull(raw.reviewedAt), endedAt: isoOrNull(raw.endedAt) },
    ...{ endedReason: raw.endedReason, endedBy: raw.endedBy, problem: problemOf(raw), version: raw.version },
    ...{ matched: counts?.matched ?? 0, everMatched: counts?.ever ?? 0 },
  };
}

async function countStandings(standing: Prisma.Sql, where: Prisma.Sql): Promise<AcceptancePage["counts"]> {
  const rows = await query(
    (database) => database.$queryRaw<{ standing: AcceptanceStanding; count: number }[]>`
      select x."standing", count(*)::int as "count" from (select ${standing} as "standing" from "Acceptance" a where ${where}) x
      group by 1`,
  );
  const counts = Object.fromEntries(acceptanceStandings.map((name) => [name, 0])) as AcceptancePage["counts"];
  for (const row of rows) counts[row.standing] = row.count;
  return counts;
}

/** Acceptances with how they stand and what they cover, and how many of each standing the same filter has. */
export async function listAcceptances(
  asked: AcceptanceQuery & KnownChecks = {},
  now = new Date(),
): Promise<AcceptancePage> {
  const { sort = "-created", cursor } = asked;
  const [limit, { key, direction }] = [pageSize(asked.limit), orders[sort]];
  const [standing, where] = [await standingSql(asked, now), acceptanceCondition(asked)];
  const [order, than] =
    direction === "asc" ? [Prisma.raw("asc"), Prisma.raw(">")] : [Prisma.raw("desc"), Prisma.raw("<")];
  const [place, last] = cursor ? decodeCursor(cursor, sort, 2) : [];
  const after = last ? Prisma.sql`and (${key}, a."id") ${than} (${place}::text::timestamptz, ${last})` : Prisma.empty;
  const chosen = asked.standing?.length ? Prisma.sql`and ${standing} = any(${asked.standing}::text[])` : Prisma.empty;
  const [rows, counts] = await Promise.all([
    query(
      (database) => database.$queryRaw<RawAcceptance[]>`
        select a.*, (${key})::text as "place", ${standing} as "standing",
          (select c."name" from "Cluster" c where c."id" = a."clusterId") as "clusterName"
        from "Acceptance" a where ${where} ${chosen} ${after} order by ${key} ${order}, a."id" ${order} limit ${limit + 1}`,
    ),
    countStandings(standing, where),
  ]);
  const shown = rows.slice(0, limit);
  const matched = await readMatched(shown.map(({ id }) => id));
  const named: readonly AcceptanceStanding[] = asked.standing?.length ? asked.standing : acceptanceStandings;
  const end = rows.length > limit ? shown.at(-1) : undefined;
  return {
    items: shown.map((row) => rowOf(row, matched.get(row.id))),
    nextCursor: end ? encodeCursor(sort, [end.place, end.id]) : null,
    total: named.reduce((sum, name) => sum + counts[name], 0),
    counts,
  };
}

/** One acceptance as the list shows it; null where there is none. */
export async function findAcceptance(
  id: string,
  now = new Date(),
  known: KnownChecks = {},
): Promise<AcceptanceRow | null> {
  const standing = await standingSql(known, now);
  const [raw] = await query(
    (database) => database.$queryRaw<RawAcceptance[]>`
      select a.*, '' as "place", ${standing} as "standing",
        (select c."name" from "Cluster" c where c."id" = a."clusterId") as "clusterName"
      from "Acceptance" a where a."id" = ${id}`,
  );
  return raw ? rowOf(raw, (await readMatched([id])).get(id)) : null;
}

/** The same; AppError "not-found" where there is none. What it covers is listed by the filter acceptance:ID. */
export async function getAcceptance(id: string, known: KnownChecks = {}, now = new Date()): Promise<AcceptanceRow> {
  const row = await findAcceptance(id, now, known);
  if (!row) throw new AppError("not-found", `There is no acceptance with the id ${id}.`);
  return row;
}
