import { AppError } from "../domain/errors.ts";
import { portReference } from "../domain/port-reference/index.ts";
import type { Protocol } from "../domain/port-state.ts";
import { type Severity, severities } from "../domain/severity.ts";
import { type VantageKind, vantageRank } from "../domain/vantage.ts";
import type { Page } from "../domain/views/page.ts";
import type { FleetPortQuery, FleetPortRow, FleetPortSort } from "../domain/views/port-view.ts";
import type { PortSection } from "../domain/well-known-ports.ts";
import { query } from "./client.ts";
import { iso } from "./column-values.ts";
import { decodeCursor, encodeCursor, pageSize } from "./cursor.ts";
import { exposureRows } from "./exposure-rows.ts";
import { findingCondition } from "./finding-filter.ts";
import { Prisma } from "./generated/client.ts";
import { answersOf, readAnswers } from "./port-answer-counts.ts";
import { type ReadExpectation, readExpectations } from "./port-expectations.ts";
import { ownerName, readOwnerNames } from "./port-owner-names.ts";
import { readLookedAt } from "./ports-looked-at.ts";

interface Row {
  port: number;
  protocol: string;
  section: string;
  exposures: number;
  nodes: number;
  elsewhere: number;
  clusters: string[];
  vantages: string[];
  oldest: Date;
  newest: Date;
  findings: number;
  worst: number | null;
}

const shownOwners = 3;
const pattern = (word: string): string => `%${word.replaceAll(/[\\%_]/g, "\\$&")}%`;

/** Ports of which the reference says a word; what it says is known here, not to the database. */
function referencePorts(word: string): Prisma.Sql {
  const ranges = portReference
    .filter(({ component, product }) => `${component} ${product}`.toLowerCase().includes(word))
    .flatMap(({ ports, protocol }) => ports.map(([first, last]) => ({ first, last, protocol })));
  return Prisma.sql`exists (select 1 from unnest(${ranges.map(({ first }) => first)}::int[], ${ranges.map(({ last }) => last)}::int[],
    ${ranges.map(({ protocol }) => protocol)}::text[]) r("first", "last", "protocol")
    where g."port" between r."first" and r."last" and g."protocol" = r."protocol")`;
}

/** Words over the grouped ports `g`: a number is the port itself. */
function wordsAsked(q = "", cluster?: string): Prisma.Sql[] {
  const words = q.toLowerCase().split(/\s+/).filter(Boolean).slice(0, 10);
  const own = cluster ? Prisma.sql` and p."clusterId" = ${cluster}` : Prisma.empty;
  return words.map((word) =>
    /^\d+$/.test(word)
      ? Prisma.sql`g."port"::text = ${word}`
      : Prisma.sql`(lower(array_to_string(g."services", ' ')) like ${pattern(word)} or ${referencePorts(word)}
          or exists (select 1 from "PortOwner" p where p."port" = g."port" and p."protocol" = g."protocol"${own}
            and lower(${ownerName}) like ${pattern(word)}))`,
  );
}

/** What is asked of exposures `e`; the same words as those of /exposures. */
export function openPorts({ cluster, protocol, section, vantage }: FleetPortQuery): Prisma.Sql {
  return Prisma.join(
    [
      Prisma.sql`true`,
      ...(cluster ? [Prisma.sql`e."clusterId" = ${cluster}`] : []),
      ...(protocol ? [Prisma.sql`e."protocol" = ${protocol}`] : []),
      ...(section ? [Prisma.sql`e."section" = ${section}`] : []),
      ...(vantage ? [Prisma.sql`e."vantageKind" = ${vantage}`] : []),
    ],
    " and ",
  );
}

const orders: Record<FleetPortSort, Prisma.Sql> = {
  worst: Prisma.sql`f."worst" nulls last, g."nodes" desc`,
  port: Prisma.sql`g."port"`,
  nodes: Prisma.sql`g."nodes" desc, g."exposures" desc`,
  findings: Prisma.sql`"findings" desc, f."worst" nulls last`,
  oldest: Prisma.sql`g."oldest"`,
  newest: Prisma.sql`g."newest" desc`,
};

/** Every port that is open, grouped from the same rows that /exposures lists, with the open findings on its number. */
function readGroups(asked: FleetPortQuery): Promise<Row[]> {
  const { cluster, q, sort = "worst" } = asked;
  const condition = findingCondition(cluster ? { cluster } : {});
  return query(
    (database) => database.$queryRaw<Row[]>`
      with g as (
        select e."port", e."protocol", min(e."section") as "section", count(*)::int as "exposures",
          count(distinct e."nodeId")::int as "nodes",
          (count(distinct e."address") filter (where e."nodeId" is null))::int as "elsewhere",
          array_agg(distinct e."clusterId") as "clusters", array_agg(distinct e."vantageKind") as "vantages",
          array_remove(array_agg(distinct e."service"), null) as "services",
          min(e."since") as "oldest", max(e."since") as "newest"
        from ${exposureRows()} e where e."state" = 'open' and ${openPorts(asked)} group by 1, 2),
      f as (
        select f."port", count(*)::int as "findings", min(f."severityRank")::int as "worst"
        from "Finding" f where ${condition} and f."port" is not null group by 1)
      select g."port", g."protocol", g."section", g."exposures", g."nodes", g."elsewhere", g."clusters", g."vantages",
        g."oldest", g."newest", coalesce(f."findings", 0) as "findings", f."worst"
      from g left join f on f."port" = g."port"
      where ${Prisma.join([Prisma.sql`true`, ...wordsAsked(q, cluster)], " and ")}
      order by ${orders[sort]}, g."port", g."protocol"`,
  );
}

function startOf(cursor: string | undefined, sort: FleetPortSort): number {
  if (!cursor) return 0;
  const [start = ""] = decodeCursor(cursor, `fleet-ports ${sort}`, 1);
  if (!/^\d{1,6}$/.test(start)) throw new AppError("invalid", "The cursor does not belong to this list.");
  return Number(start);
}

async function describe(
  rows: readonly Row[],
  asked: FleetPortQuery,
  expectation: ReadExpectation,
): Promise<FleetPortRow[]> {
  const { cluster, vantage } = asked;
  const ports = rows.map(({ port }) => port);
  const [answers, owners, lookedAt, clusters] = await Promise.all([
    readAnswers(rows, openPorts(asked)),
    readOwnerNames(ports, cluster),
    readLookedAt({ cluster, vantage }),
    query((database) => database.cluster.findMany({ select: { id: true, name: true } })),
  ]);
  const nameOf = new Map(clusters.map(({ id, name }) => [id, name]));
  const answersAt = Map.groupBy(answers, ({ port, protocol }) => `${port}/${protocol}`);
  return rows.map(({ port, protocol, worst, oldest, newest, vantages, ...row }) => {
    const key = `${port}/${protocol}`;
    const known = owners.get(key) ?? [];
    const { unexpected, expectation: meant } = expectation(port, protocol, row.clusters);
    const gravest: Severity | null = worst === null ? null : (severities[worst] ?? null);
    return {
      ...row,
      port,
      protocol: protocol as Protocol,
      section: row.section as PortSection,
      // What was imported was looked at too, though by no target of ours.
      looked: Math.max(row.nodes, lookedAt(port, protocol)),
      clusters: row.clusters.map((id) => ({ id, name: nameOf.get(id) ?? id })),
      vantages: (vantages as VantageKind[]).sort((a, b) => vantageRank(a) - vantageRank(b)),
      answers: answersOf(answersAt.get(key) ?? []),
      owners: known.slice(0, shownOwners),
      moreOwners: Math.max(0, known.length - shownOwners),
      expectation: meant,
      unexpectedPlaces: unexpected,
      oldest: iso(oldest),
      newest: iso(newest),
      worst: gravest,
    };
  });
}

/** The fleet by port: one row for each port that is open anywhere. `unexpected` counts those that no baseline has. */
export async function listFleetPorts(
  asked: FleetPortQuery = {},
  now = new Date(),
): Promise<Page<FleetPortRow> & { unexpected: number }> {
  const { cluster, sort = "worst", cursor } = asked;
  const limit = pageSize(asked.limit, 100, 1000);
  const [groups, expectation] = await Promise.all([readGroups(asked), readExpectations(cluster, now)]);
  const meant = groups.map((row) => ({ row, meant: expectation(row.port, row.protocol, row.clusters).expectation }));
  const matching = meant.filter((entry) => !asked.expectation || entry.meant === asked.expectation);
  const start = startOf(cursor, sort);
  const shown = matching.slice(start, start + limit).map(({ row }) => row);
  const next = start + limit < matching.length ? encodeCursor(`fleet-ports ${sort}`, [String(start + limit)]) : null;
  return {
    items: await describe(shown, asked, expectation),
    nextCursor: next,
    total: matching.length,
    unexpected: meant.filter((entry) => entry.meant === "unexpected").length,
  };
}
