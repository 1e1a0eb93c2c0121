import { foldTerms } from "../domain/filter-language/index.ts";
import type { FindingState } from "../domain/finding-state.ts";
import { severityRank } from "../domain/severity.ts";
import type { FindingSort } from "../domain/views/finding-view.ts";
import { countedFindings, isTallied } from "./counted-findings.ts";
import type { FindingCount } from "./find-facets.ts";
import { besideFinding, type FindingFilter, fieldsLeft, findingCondition, openStates } from "./finding-filter.ts";
import { findingColumns } from "./finding-rows.ts";
import { findingSource } from "./finding-source.ts";
import { Prisma } from "./generated/client.ts";

const { sql, join, raw, empty } = Prisma;

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
  "-last-checked": { keys: [{ sql: sql`l."lastCheckedAt"`, type: "timestamptz" }], descending: true },
  // What has no date comes last.
  due: {
    keys: [{ sql: raw(`coalesce(f."dueAt", 'infinity'::timestamptz)`), type: "timestamptz" }],
    descending: false,
  },
};

/** Names and order of a list's places, for whoever reads all of it at once. */
export function placesOf(sort: FindingSort): { columns: Prisma.Sql; order: (of: string) => Prisma.Sql } {
  const order = orders[sort];
  return { columns: named(order), order: (of) => ordered(order, of) };
}

/** How many keys a place in this sort has. */
export const keyCount = (sort: FindingSort): number => orders[sort].keys.length + 1;

interface PageOf {
  filter: FindingFilter;
  sort: FindingSort;
  /** Keys of the place after which the page begins; null for the first. */
  after: readonly string[] | null;
  limit: number;
  /** How many findings match, by state and severity; what is not named matches nothing. */
  counts: readonly FindingCount[];
}

const places = (order: Order): Prisma.Sql[] => [
  ...order.keys.map((key) => key.sql),
  order === orders["-last-checked"] ? sql`l."findingId"` : sql`f."id"`,
];

function afterPlace(order: Order, keys: PageOf["after"], columns = places(order)): Prisma.Sql {
  if (!keys) return sql`true`;
  const types = [...order.keys.map(({ type }) => type), "text"];
  const values = keys.map((key, index) => sql`${key}::text::${raw(types[index] ?? "text")}`);
  return sql`(${join(columns)}) ${raw(order.descending ? "<" : ">")} (${join(values)})`;
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

const byLook = (sort: FindingSort): boolean => sort === "-last-checked";
const withLook = sql` join "FindingLook" l on l."findingId" = f."id"`;
/** The last look stands beside the finding, with its state: its index gives that sort. */
const alongLook = sql`"FindingLook" l join "Finding" f on f."id" = l."findingId"`;

/**
 * Reads along the index of the sort until the page is full, each state on its own, and in the sort by severity each
 * severity: only so do rows come out of an index in order. Where nothing matches no walk is begun; it would find nothing.
 */
function alongSort({ filter, sort, after, limit, counts }: PageOf): Prisma.Sql[] {
  const order = orders[sort];
  const part = withMatches(filter, sort);
  const walks =
    sort === "severity"
      ? counts.map(
          ({ state, severity }) => sql`f."state" = ${state} and f."severityRank" = ${severityRank(severity)}::int`,
        )
      : [...new Set(counts.map(({ state }) => state))].map(
          (state) => sql`${raw(byLook(sort) ? 'l."state"' : 'f."state"')} = ${state}`,
        );
  return walks.map(
    (walk) => sql`(select ${named(order)} from ${byLook(sort) ? alongLook : sql`"Finding" f`} where ${walk}${part}
      and ${findingCondition(filter, "state")} and ${afterPlace(order, after)} order by ${sorted(order)} limit ${limit}::int)`,
  );
}

/** For the sort by check: the checks that have any match, as far as an index or the kept counts say it. */
function withMatches(filter: FindingFilter, sort: FindingSort): Prisma.Sql {
  if (sort !== "check" || filter.q || fieldsLeft(filter).includes("text")) return empty;
  const { tables, condition } = countedFindings(filter);
  return sql` and f."checkId" = any(array(select distinct f."checkId" from ${tables} where ${condition}))`;
}

const cell = ["clusterId", "checkId", "state", "nodeRole", "namespace", "verdict"].map((name) => `"${name}"`);
const [cellColumns, sameCell] = [
  raw(cell.map((name) => `f.${name}`).join(", ")),
  raw(cell.map((name) => `f.${name} = w.${name}`).join(" and ")),
];

/** The cells that have any match: from the kept counts, or from an index that knows ports as well. */
function cellsOf(filter: FindingFilter): Prisma.Sql | null {
  const { port: _port, ...rest } = filter;
  if (!isTallied(rest)) return null;
  const { tables, condition, count } = countedFindings(filter);
  return sql`(select ${cellColumns} from ${tables} where ${condition} group by ${cellColumns} having ${count} > 0) w`;
}

/** Reads all that match and sorts them: for few among many, which the counts tell beforehand. */
function gathered({ filter, sort, after, limit, counts }: PageOf): Prisma.Sql[] {
  if (filter.state?.length === 0) return [];
  const order = orders[sort];
  const isOpen = filter.state?.every((state) => openStates.includes(state)) ?? true;
  const matching = counts.filter(({ state }) => filter.state?.includes(state) ?? true);
  const isFew = matching.reduce((sum, { count }) => sum + count, 0) < few.byCell;
  const cells = isOpen && !isFew ? null : cellsOf(filter);
  const found = cells ? sql`${cells} join "Finding" f on ${sameCell}` : sql`"Finding" f`;
  // After all are read: before, the place would look like a narrow way in.
  const names = places(order).map((_, index) => raw(`"k${index}"`));
  const source = byLook(sort) ? sql`${found}${withLook}` : found;
  return [
    sql`(with m as materialized (select ${named(order)} from ${source} where ${findingCondition(filter)})
    select * from m where ${afterPlace(order, after, names)} order by ${ordered(order, "")} limit ${limit}::int)`,
  ];
}

/**
 * Up to so many of a state are read at once; more of a cluster, whose rows lie together in the sort by node. Open ones have
 * an index of their own, which is walked whole unless they are few enough to be found cell by cell.
 */
const few = { open: 1500, any: 2000, ofCluster: 10_000, byCell: 300 };

/** States of which few match, and the others. */
function byNumber({ filter, counts }: PageOf): { some: FindingState[]; many: FindingState[] } {
  const totals = new Map<FindingState, number>();
  for (const { state, count } of counts) totals.set(state, (totals.get(state) ?? 0) + count);
  const bound = (state: FindingState) =>
    openStates.includes(state) ? few.open : filter.cluster ? few.ofCluster : few.any;
  const isSome = (state: FindingState) => Boolean(filter.node) || (totals.get(state) ?? 0) < bound(state);
  const states = [...totals.keys()];
  return { some: states.filter(isSome), many: states.filter((state) => !isSome(state)) };
}

/** The rows of one page, with the place of each. What stood at an instant has no index and is read as it comes. */
export function findingPage(asked: PageOf): Prisma.Sql {
  const page = { ...asked, filter: foldTerms(asked.filter) };
  const { filter, sort, after, limit } = page;
  const order = orders[sort];
  if (filter.at) {
    const place = join(places(order).map((key) => sql`(${key})::text`));
    return sql`select ${findingColumns}, array[${place}] as "place" from ${findingSource(filter)}
      where ${findingCondition(filter)} and ${afterPlace(order, after)} order by ${sorted(order)} limit ${limit}::int`;
  }
  const { some, many } = byNumber(page);
  const walked = page.counts.filter(({ state }) => many.includes(state));
  const parts = [
    ...gathered({ ...page, filter: { ...filter, state: some } }),
    ...alongSort({ ...page, counts: walked, filter: { ...filter, state: many } }),
  ];
  const place = raw(
    places(order)
      .map((_, index) => `p."k${index}"::text`)
      .join(", "),
  );
  return sql`select ${findingColumns}, array[${place}] as "place"
    from (select * from (${join(parts, " union all ")}) b order by ${ordered(order, "b.")} limit ${limit}::int) p
    join "Finding" f on f."id" = p.${raw(`"k${order.keys.length}"`)} ${besideFinding}
    order by ${ordered(order, "p.")}`;
}
