import { severityRank } from "../domain/severity.ts";
import type { FindingSort } from "../domain/views/finding-view.ts";
import { isTallied } from "./counted-findings.ts";
import { type FindingFilter, findingCondition, openStates } from "./finding-filter.ts";
import { findingColumns } from "./finding-rows.ts";
import { findingSource } from "./finding-source.ts";
import { Prisma } from "./generated/client.ts";

const { sql, join, raw } = Prisma;

/** The columns of a sort with what each is read back as; `id` follows and makes every place unique. */
interface Order {
  keys: { sql: Prisma.Sql; type: "int" | "text" | "timestamptz" }[];
  descending: boolean;
}

// A closed finding fails since nowhere: it comes last, whichever way the list runs. Written as the indexes have it.
const since = (missing: "infinity" | "-infinity") => ({
  sql: raw(`coalesce(f."failingSince", '${missing}'::timestamptz)`),
  type: "timestamptz" as const,
});

const orders: Record<FindingSort, Order> = {
  severity: { keys: [{ sql: sql`f."severityRank"`, type: "int" }, since("infinity")], descending: false },
  "failing-since": { keys: [since("infinity")], descending: false },
  "-failing-since": { keys: [since("-infinity")], descending: true },
  node: { keys: [{ sql: sql`coalesce(f."nodeName", '')`, type: "text" }], descending: false },
  check: { keys: [{ sql: sql`f."checkId"`, type: "text" }], descending: false },
  "-last-checked": { keys: [{ sql: sql`f."lastCheckedAt"`, type: "timestamptz" }], descending: true },
};

/** How many keys a place in this sort has. */
export const keyCount = (sort: FindingSort): number => orders[sort].keys.length + 1;

interface PageOf {
  filter: FindingFilter;
  sort: FindingSort;
  /** Keys of the place after which the page begins; null for the first. */
  after: readonly string[] | null;
  limit: number;
  /** How many findings match. */
  total: number;
}

const places = (order: Order): Prisma.Sql[] => [...order.keys.map((key) => key.sql), sql`f."id"`];

function afterPlace(order: Order, keys: PageOf["after"]): Prisma.Sql {
  if (!keys) return sql`true`;
  const types = [...order.keys.map(({ type }) => type), "text"];
  const values = keys.map((key, index) => sql`${key}::text::${raw(types[index] ?? "text")}`);
  return sql`(${join(places(order))}) ${raw(order.descending ? "<" : ">")} (${join(values)})`;
}

const named = (order: Order) => join(places(order).map((place, index) => sql`${place} as ${raw(`"k${index}"`)}`));
const ordered = (order: Order, of: string) =>
  raw(
    places(order)
      .map((_, index) => `${of}"k${index}"${order.descending ? " desc" : ""}`)
      .join(", "),
  );
const sorted = (order: Order) =>
  join(places(order).map((place) => sql`${place} ${raw(order.descending ? "desc" : "asc")}`));

/**
 * Reads along the index of the sort until the page is full, each state on its own and merged then: only so do rows come
 * out of an index in order. A sort by severity that asks for some begins at each of them.
 */
function alongSort({ filter, sort, after, limit }: PageOf, states: readonly string[]): Prisma.Sql {
  const order = orders[sort];
  const ranks = sort === "severity" ? (filter.severity ?? []).map((severity) => severityRank(severity)) : [];
  const parts = ranks.length > 0 ? ranks.map((rank) => sql` and f."severityRank" = ${rank}::int`) : [raw("")];
  const branches = states.flatMap((state) =>
    parts.map(
      (part) => sql`(select ${named(order)} from "Finding" f where f."state" = ${state}${part}
        and ${findingCondition(filter, "state")} and ${afterPlace(order, after)} order by ${sorted(order)} limit ${limit}::int)`,
    ),
  );
  return sql`select * from (${join(branches, " union all ")}) b order by ${ordered(order, "b.")} limit ${limit}::int`;
}

/** Reads all that match and sorts them: for few among many, which the kept counts tell beforehand. */
function gathered({ filter, sort, after, limit }: PageOf, isOpen: boolean): Prisma.Sql {
  const order = orders[sort];
  const condition = findingCondition(filter);
  const cells = sql`(select distinct f."clusterId", f."checkId" from "FindingTally" f where ${condition} and f."count" > 0) w
    join "Finding" f on f."clusterId" = w."clusterId" and f."checkId" = w."checkId"`;
  const source = isOpen || !isTallied(filter) ? sql`"Finding" f` : cells;
  return sql`select * from (with m as materialized (select ${named(order)} from ${source}
      where ${condition} and ${afterPlace(order, after)}) select * from m) b
    order by ${ordered(order, "b.")} limit ${limit}::int`;
}

const few = { open: 1500, any: 3000, ofCluster: 20_000 };

/** The rows of one page, with the place of each. What stood at an instant has no index and is read as it comes. */
export function findingPage(page: PageOf): Prisma.Sql {
  const { filter, sort, after, limit, total } = page;
  const order = orders[sort];
  if (filter.at) {
    const place = join(places(order).map((key) => sql`(${key})::text`));
    return sql`select ${findingColumns}, array[${place}] as "place" from ${findingSource(filter)}
      where ${findingCondition(filter)} and ${afterPlace(order, after)} order by ${sorted(order)} limit ${limit}::int`;
  }
  const states = filter.state?.length ? filter.state : openStates;
  const isOpen = states.every((state) => openStates.includes(state));
  const isFew = total < (isOpen ? few.open : filter.cluster ? few.ofCluster : few.any);
  const ids = isFew || filter.node ? gathered(page, isOpen) : alongSort(page, states);
  const place = raw(
    places(order)
      .map((_, index) => `p."k${index}"::text`)
      .join(", "),
  );
  return sql`select ${findingColumns}, array[${place}] as "place" from (${ids}) p
    join "Finding" f on f."id" = p.${raw(`"k${order.keys.length}"`)} join "Cluster" c on c."id" = f."clusterId"
    order by ${ordered(order, "p.")}`;
}
