import { type FilterField, foldTerms } from "../domain/filter-language/index.ts";
import type { FindingState } from "../domain/finding-state.ts";
import type { FindingQuery } from "../domain/views/finding-view.ts";
import { termCondition } from "./filter-terms.ts";
import { Prisma } from "./generated/client.ts";

/** States that count as open wherever nothing else is asked for. */
export const openStates: readonly FindingState[] = ["open", "acknowledged"];

export type FindingFilter = Omit<FindingQuery, "sort" | "limit" | "cursor">;

const likePattern = (word: string): string => `%${word.replaceAll(/[\\%_]/g, "\\$&")}%`;

function anyOf(column: Prisma.Sql, values: readonly string[] | undefined): Prisma.Sql[] {
  return values && values.length > 0 ? [Prisma.sql`${column} = any(${[...values]}::text[])`] : [];
}

function words(q: string | undefined): Prisma.Sql[] {
  const asked = (q ?? "").toLowerCase().split(/\s+/).filter(Boolean).slice(0, 10);
  // No word has a space in it, so that it lies in the one text or in the other; only apart can an index find it.
  return asked.map(
    (word) => Prisma.sql`(f."searchText" like ${likePattern(word)}
      or f."clusterId" = any(array(select n."id" from "Cluster" n where lower(n."name") like ${likePattern(word)})))`,
  );
}

/** What lies on no node: no name in Kubernetes begins so. */
export const noNode = "-";

/** A node is asked for by its id or by its name. */
function nodeIs(node: string | undefined): Prisma.Sql[] {
  if (node === noNode) return [Prisma.sql`f."nodeId" is null`];
  return node ? [termCondition({ field: "node", not: false, values: [{ kind: "word", text: node }] })] : [];
}

/** A filter that can be left out: one of the parameters, or a field of the language. */
export type FilterPart = keyof FindingFilter | FilterField;

/** Fields of the language that are called otherwise among the parameters. */
export const partOf = (field: FilterField): FilterPart =>
  field === "role" ? "nodeRole" : field === "text" ? "q" : field;

/** The filter as far as parameters can say it, without one of its parts. */
export function filterWithout(filter: FindingFilter, except: FilterPart | undefined): FindingFilter {
  const asked: FindingFilter = { ...foldTerms(filter) };
  if (!except) return asked;
  const part = except === "role" ? "nodeRole" : except === "text" ? "q" : except;
  const { where, ...plain } = asked;
  if (part in plain) delete plain[part as keyof typeof plain];
  const kept = where?.filter(({ field }) => partOf(field) !== part) ?? [];
  return kept.length > 0 ? { ...plain, where: kept } : plain;
}

/**
 * A filter that leaves out words, as all that it would match without that and what has these words: an index finds words, and
 * none finds where they are not. null where no words are left out.
 */
export function withWordsMet(filter: FindingFilter): { all: FindingFilter; met: FindingFilter } | null {
  const term = filter.where?.find(({ field, not }) => field === "text" && not);
  if (!filter.where || !term) return null;
  const where = filter.where.filter((one) => one !== term);
  return { all: { ...filter, where }, met: { ...filter, where: [...where, { ...term, not: false }] } };
}

/** Fields of what only the language can say. */
export const fieldsLeft = ({ where = [] }: FindingFilter): FilterField[] => where.map(({ field }) => field);

/**
 * The one condition behind every list and every number of findings. It stands over `"Finding" f`;
 * `except` leaves one filter out, for the numbers beside that filter's own values.
 */
export function findingCondition(filter: FindingFilter, except?: FilterPart): Prisma.Sql {
  const asked = filterWithout(filter, except);
  const states = except === "state" ? undefined : asked.state?.length ? asked.state : openStates;
  const conditions = [
    Prisma.sql`true`,
    ...(asked.cluster ? [Prisma.sql`f."clusterId" = ${asked.cluster}`] : []),
    ...nodeIs(asked.node),
    ...anyOf(Prisma.sql`f."checkId"`, asked.check),
    ...anyOf(Prisma.sql`f."component"`, asked.component),
    ...anyOf(Prisma.sql`f."severity"`, asked.severity),
    ...anyOf(Prisma.sql`f."state"`, states),
    ...anyOf(Prisma.sql`f."verdict"`, asked.verdict),
    ...anyOf(Prisma.sql`f."namespace"`, asked.namespace),
    ...anyOf(Prisma.sql`f."nodeRole"`, asked.nodeRole),
    ...anyOf(Prisma.sql`f."distribution"`, asked.distribution),
    ...(asked.port === undefined ? [] : [Prisma.sql`f."port" = ${asked.port}`]),
    ...words(asked.q),
    ...(asked.where ?? []).map((term) => termCondition(term, asked.at)),
  ];
  return Prisma.join(conditions, " and ");
}

/** The cluster's name and the last look; a query that asks for neither does not read them. */
export const besideFinding = Prisma.sql`join "Cluster" c on c."id" = f."clusterId"
  left join "FindingLook" l on l."findingId" = f."id"`;

export const findingTables = Prisma.sql`"Finding" f ${besideFinding}`;
