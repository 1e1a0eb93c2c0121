import type { Transaction } from "./client.ts";

/**
 * Counts what came and went in a cluster on one UTC day anew, from the events of its findings. One that was kept without
 * the time of its first fail is timed from the event that opened it; how it ended is not guessed.
 */
export async function storeFlows(tx: Transaction, clusterId: string, day: string): Promise<void> {
  await tx.$executeRaw`delete from "TrendFlow" where "clusterId" = ${clusterId} and "day" = ${day}::date`;
  await tx.$executeRaw`
    with "bounds" as (
      select ${day}::date::timestamp at time zone 'UTC' as "from", (${day}::date + 1)::timestamp at time zone 'UTC' as "to"),
    "events" as (
      select case e."kind" when 'resolved' then e."resolution" else e."kind" end as "kind",
        coalesce(e."severity", f."severity") as "severity", f."namespace", f."nodeRole", f."distribution",
        case when e."kind" in ('resolved', 'accepted') then extract(epoch from e."at" - coalesce(e."openedAt", (
          select max(o."at") from "FindingEvent" o where o."findingId" = e."findingId" and o."at" <= e."at"
            and o."kind" in ('opened', 'reopened')), f."firstSeenAt")) else 0 end as "seconds"
      from "bounds" b join "FindingEvent" e on e."at" >= b."from" and e."at" < b."to"
        join "Finding" f on f."id" = e."findingId"
      where e."clusterId" = ${clusterId} and e."kind" in ('opened', 'reopened', 'accepted', 'resolved')
        and (e."kind" <> 'resolved' or e."resolution" is not null))
    insert into "TrendFlow" ("clusterId", "dimension", "value", "day", "kind", "severity", "count", "seconds")
      select ${clusterId}, d."dimension", d."value", ${day}::date, e."kind", e."severity", count(*),
        sum(greatest(0, floor(e."seconds")))
      from "events" e cross join lateral (values ('all', ''), ('role', e."nodeRole"), ('namespace', e."namespace"),
        ('distribution', e."distribution")) as d("dimension", "value")
      group by 2, 3, 5, 6`;
}
