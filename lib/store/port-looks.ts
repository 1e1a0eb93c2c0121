import { query } from "./client.ts";
import { Prisma } from "./generated/client.ts";
import { portRanges } from "./port-ranges.ts";

interface LookRow {
  targetId: number;
  ports: string;
  lastAt: Date;
}

/** Tells when a port of a target was looked at last; a narrower look confirms only its own ports. */
export type ConfirmedAt = (targetId: number, port: number) => Date | null;

/** A look that was repeated after the instant: its newest before it is that of a scan, or its first. */
const lastBefore = (at: Date) => Prisma.sql`
  select l."targetId", l."ports", case when l."lastAt" <= ${at} then l."lastAt" else coalesce(s."finishedAt", l."firstAt") end as "lastAt"
  from "PortLook" l join "PortTarget" t on t."id" = l."targetId" left join lateral (
    select s."finishedAt" from "Scan" s
    where l."lastAt" > ${at} and s."clusterId" = t."clusterId" and s."finishedAt" <= ${at} and s."looked" @> l."id"
    order by s."finishedAt" desc limit 1) s on true
  where l."firstAt" <= ${at}`;

/** Reads when the ports of these targets were looked at last, or last before an instant. */
export async function readConfirmed(targetIds: readonly number[], at?: Date): Promise<ConfirmedAt> {
  const ids = [...new Set(targetIds)];
  const looks = at ? Prisma.sql`(${lastBefore(at)})` : Prisma.sql`"PortLook"`;
  const rows = await query(
    (database) => database.$queryRaw<LookRow[]>`
      select k."targetId", k."ports", k."lastAt" from ${looks} k where k."targetId" = any(${ids}::int[])
      order by k."lastAt" desc`,
  );
  const looksOf = Map.groupBy(
    rows.map((row) => ({ ...row, ranges: portRanges(row.ports) })),
    ({ targetId }) => targetId,
  );
  return (targetId, port) => {
    const looks = looksOf.get(targetId) ?? [];
    return looks.find(({ ranges }) => ranges.some(([from, to]) => from <= port && port <= to))?.lastAt ?? null;
  };
}
