import type { FilterField } from "../domain/filter-language/index.ts";
import type { FilterFieldValue } from "../domain/views/finding-view.ts";
import { query } from "./client.ts";
import { countedFindings } from "./counted-findings.ts";
import { talliedFields } from "./filter-terms.ts";
import { type FindingFilter, partOf } from "./finding-filter.ts";
import { Prisma } from "./generated/client.ts";

const { sql } = Prisma;

/** Fields whose values can be counted, with what each is counted by; "" is what has none. */
const columns = {
  severity: sql`f."severity"`,
  state: sql`f."state"`,
  verdict: sql`f."verdict"`,
  check: sql`f."checkId"`,
  component: sql`f."component"`,
  cluster: sql`f."clusterId"`,
  role: sql`f."nodeRole"`,
  distribution: sql`f."distribution"`,
  namespace: sql`f."namespace"`,
  // One that is known by its name alone is asked for by that, and is on no node that is known.
  node: sql`unnest(case when f."nodeId" is null then array[f."nodeName", ''] else array[f."nodeName"] end)`,
  zone: sql`coalesce(n."zone", '')`,
  port: sql`coalesce(f."port"::text, '')`,
  protocol: sql`coalesce(f."protocol", '')`,
  vantage: sql`f."vantageKind"`,
  assignee: sql`coalesce(f."assignee", '')`,
  due: sql`f."dueAt"`,
} as const satisfies Partial<Record<FilterField, Prisma.Sql>>;

export type CountedField = keyof typeof columns;
export const countedFields = Object.keys(columns) as CountedField[];

const maxValues = 100;

interface ValuesQuery {
  field: CountedField;
  /** Only values in which this stands, whatever the case; those that begin so come first. */
  prefix?: string | undefined;
  limit?: number | undefined;
}

/** Dates have no end: they are counted by how soon they are, each with all that is sooner. */
function listDueDates(filter: FindingFilter): Promise<FilterFieldValue[]> {
  const { tables, condition } = countedFindings(filter, { by: ["due"], except: "due" });
  return query(
    (database) => database.$queryRaw<FilterFieldValue[]>`
      select v.* from (select count(*) filter (where f."dueAt" < now())::int as "overdue",
          count(*) filter (where f."dueAt" < now() + interval '7 days')::int as "week",
          count(*) filter (where f."dueAt" < now() + interval '30 days')::int as "month",
          count(*) filter (where f."dueAt" is null)::int as "none"
        from ${tables} where ${condition}) d
        cross join lateral (values ('overdue', d."overdue"), ('<7d', d."week"), ('<30d', d."month"), ('', d."none")) v("value", "count")
      where v."count" > 0`,
  );
}

/**
 * The values of one field among the findings that every other part of a filter lets through, the most frequent first.
 * A cluster's value is its name.
 */
export async function listValues(
  filter: FindingFilter,
  { field, prefix = "", limit = 20 }: ValuesQuery,
): Promise<FilterFieldValue[]> {
  if (field === "due") return listDueDates(filter);
  const by = talliedFields.includes(field) ? [partOf(field)] : [field];
  const { tables, condition, count } = countedFindings(filter, { by, except: partOf(field) });
  const beside = {
    zone: sql`left join "Node" n on n."id" = f."nodeId"`,
    cluster: sql`join "Cluster" n on n."id" = f."clusterId"`,
  }[field as string];
  const value = field === "cluster" ? sql`n."name"` : columns[field];
  const text = prefix.toLowerCase().replaceAll(/[\\%_]/g, "\\$&");
  return query(
    (database) => database.$queryRaw<FilterFieldValue[]>`
      select * from (select ${value} as "value", ${count} as "count" from ${tables} ${beside ?? Prisma.empty}
        where ${condition} group by 1) v
      where "count" > 0 and lower("value") like ${`%${text}%`}
      order by lower("value") like ${`${text}%`} desc, "count" desc, "value" limit ${Math.min(limit, maxValues)}::int`,
  );
}
