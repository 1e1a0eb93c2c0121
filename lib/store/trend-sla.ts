import type { TrendDayPoint } from "../domain/views/trends-view.ts";
import { query, type Transaction } from "./client.ts";
import { findingCondition } from "./finding-filter.ts";
import { findingSource } from "./finding-source.ts";
import { Prisma } from "./generated/client.ts";

export type SlaCount = NonNullable<TrendDayPoint["sla"]>;
export type AcceptanceCount = NonNullable<TrendDayPoint["acceptances"]>;

/** Part of a cluster with its open findings that have a date, and those past it. */
export interface SlaPart extends SlaCount {
  namespace: string;
  nodeRole: string;
  distribution: string;
}

/**
 * Open findings by place that have a date at all, and those that are past it at `end`; as they stand now, or stood at
 * `at`. A past date follows from the policy of today and the time since which it had failed then.
 */
export async function readSla(
  tx: Transaction,
  of: { clusterId: string; at: string | null; end: string },
): Promise<SlaPart[]> {
  const filter = { cluster: of.clusterId, ...(of.at === null ? {} : { at: of.at }) };
  const tables = of.at === null ? Prisma.sql`"Finding" f` : findingSource(filter);
  return tx.$queryRaw<SlaPart[]>`
    select f."namespace", f."nodeRole", f."distribution", count(f."dueAt")::int as "due",
      (count(*) filter (where f."dueAt" < ${of.end}::timestamptz))::int as "overdue"
    from ${tables} where ${findingCondition(filter)} group by 1, 2, 3 having count(f."dueAt") > 0`;
}

interface HeldRow extends AcceptanceCount {
  day: string;
}

/**
 * Acceptances that held at the instants of some days, and those of them that end within 14 days of it, by the end that they
 * have now; of those that concern a cluster, or of all. One that concerns two clusters is one.
 */
export async function countAcceptances(
  clusterId: string | null,
  days: readonly { day: string; at: string }[],
): Promise<Map<string, AcceptanceCount>> {
  const concerns =
    clusterId === null
      ? Prisma.sql`true`
      : Prisma.sql`(a."clusterId" = ${clusterId} or (a."clusterId" is null and (a."scope" <> 'findings' or exists (
          select from "AcceptanceMatch" m where m."acceptanceId" = a."id" and m."clusterId" = ${clusterId}
            and m."since" <= d."at" and m."until" > d."at"))))`;
  const rows = await query(
    (database) => database.$queryRaw<HeldRow[]>`
      select d."day", count(*)::int as "active", (count(*) filter (where a."expiresAt" > d."at"
          and a."expiresAt" <= d."at" + interval '14 days'))::int as "ending"
      from unnest(${days.map(({ day }) => day)}::text[], ${days.map(({ at }) => at)}::timestamptz[]) as d("day", "at")
        join "Acceptance" a on a."createdAt" <= d."at" and (a."endedAt" is null or a."endedAt" > d."at") and ${concerns}
      group by 1`,
  );
  return new Map(rows.map(({ day, active, ending }) => [day, { active, ending }]));
}
