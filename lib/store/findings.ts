import { AppError } from "../domain/errors.ts";
import { type Severity, severities } from "../domain/severity.ts";
import type { Subject } from "../domain/subject.ts";
import {
  type FindingGroup,
  type FindingGroupBy,
  type FindingQuery,
  type FindingRow,
  findingSorts,
} from "../domain/views/finding-view.ts";
import type { Page } from "../domain/views/page.ts";
import { query } from "./client.ts";
import { fromJson, isoOrNull } from "./column-values.ts";
import { decodeCursor, encodeCursor, pageSize } from "./cursor.ts";
import { countByState, type FindingCount } from "./find-facets.ts";
import { type FindingFilter, findingCondition } from "./finding-filter.ts";
import { findingPage, keyCount } from "./finding-page.ts";
import { findingRow, type RawFinding } from "./finding-rows.ts";
import { findingSource } from "./finding-source.ts";
import { Prisma } from "./generated/client.ts";

/**
 * One page of findings by keyset, so that rows which come and go meanwhile neither repeat nor hide others. `counted` is
 * what the filter matches, where that was just read.
 */
export async function listFindings(asked: FindingQuery = {}, counted?: FindingCount[]): Promise<Page<FindingRow>> {
  const { sort = "severity", limit: wanted, cursor, ...filter } = asked;
  if (!findingSorts.includes(sort)) throw new AppError("invalid", `sort must be one of ${findingSorts.join(", ")}.`);
  const limit = pageSize(wanted);
  const after = cursor ? decodeCursor(cursor, sort, keyCount(sort)) : null;
  const counts = counted ?? (await countByState(filter));
  const total = counts.reduce((sum, { count }) => sum + count, 0);
  if (total === 0) return { items: [], nextCursor: null, total };
  const page = { filter, sort, after, limit: limit + 1, counts };
  const rows = await query((database) => database.$queryRaw<(RawFinding & { place: string[] })[]>(findingPage(page)));
  const last = rows.length > limit ? rows[limit - 1] : undefined;
  return {
    items: rows.slice(0, limit).map(findingRow),
    nextCursor: last ? encodeCursor(sort, last.place) : null,
    total,
  };
}

interface RawGroup {
  key: string;
  nodeId: string | null;
  clusterId: string | null;
  title: string;
  clusterName: string | null;
  count: number;
  nodes: number;
  oldest: Date | null;
  critical: number;
  high: number;
  medium: number;
  low: number;
  info: number;
}

function groupOf(raw: RawGroup): FindingGroup {
  const { key, nodeId, clusterId, title, clusterName, count, nodes, oldest, ...rest } = raw;
  const counts = Object.fromEntries(severities.map((severity) => [severity, rest[severity]])) as Record<
    Severity,
    number
  >;
  const worst = severities.find((severity) => counts[severity] > 0) ?? "info";
  return {
    key,
    nodeId,
    clusterId,
    title,
    clusterName,
    worst,
    count,
    nodes,
    counts,
    oldestFailingSince: isoOrNull(oldest),
  };
}

const grouping = {
  finding: { key: Prisma.sql`f."id"`, title: Prisma.sql`min(f."headline")`, cluster: Prisma.sql`min(c."name")` },
  check: { key: Prisma.sql`f."checkId"`, title: Prisma.sql`f."checkId"`, cluster: Prisma.sql`null::text` },
  node: {
    key: Prisma.sql`coalesce(f."nodeId", f."clusterId")`,
    title: Prisma.sql`coalesce(min(f."nodeName"), min(c."name"))`,
    cluster: Prisma.sql`min(c."name")`,
  },
} satisfies Record<FindingGroupBy, { key: Prisma.Sql; title: Prisma.Sql; cluster: Prisma.Sql }>;

/**
 * Findings in groups, the worst first, at most a thousand. The title of a check's group is its id; of what lies on no
 * node, the cluster's name under the cluster's id.
 */
export async function groupFindings(filter: FindingFilter, by: FindingGroupBy): Promise<FindingGroup[]> {
  const { key, title, cluster } = grouping[by];
  const place =
    by === "node"
      ? Prisma.sql`min(f."nodeId") as "nodeId", min(f."clusterId") as "clusterId"`
      : Prisma.sql`null::text as "nodeId", null::text as "clusterId"`;
  // Within one node there is nothing to tell apart, and telling apart is what costs.
  const nodes =
    by === "check" ? Prisma.sql`count(distinct f."nodeId")::int` : Prisma.sql`least(count(f."nodeId"), 1)::int`;
  const counts = severities.map(
    (severity) =>
      Prisma.sql`(count(*) filter (where f."severity" = ${severity}))::int as ${Prisma.raw(`"${severity}"`)}`,
  );
  const rows = await query(
    (database) => database.$queryRaw<RawGroup[]>`
      select ${key} as "key", ${title} as "title", ${cluster} as "clusterName", ${place}, count(*)::int as "count",
        ${nodes} as "nodes",
        min(f."failingSince") as "oldest", ${Prisma.join(counts)}
      from ${findingSource(filter)} where ${findingCondition(filter)}
      group by ${by === "check" ? Prisma.sql`f."checkId"` : key}
      order by min(f."severityRank"), count(*) desc, 1 limit 1000`,
  );
  return rows.map(groupOf);
}

/** Subjects of findings that are not resolved: the next scan judges them again, even where nothing lists them any more. */
export async function openSubjects(clusterId: string): Promise<{ checkId: string; subject: Subject }[]> {
  const rows = await query((database) =>
    database.finding.findMany({
      where: { clusterId, state: { not: "resolved" } },
      select: { checkId: true, subject: true },
      orderBy: [{ checkId: "asc" }, { id: "asc" }],
    }),
  );
  return rows.map(({ checkId, subject }) => ({ checkId, subject: fromJson<Subject>(subject) }));
}
