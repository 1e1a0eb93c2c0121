import { AppError } from "../domain/errors.ts";
import {
  type ChangeQuery,
  type FeedKind,
  type FindingChangeKind,
  findingChangeKinds,
} from "../domain/views/change-view.ts";
import { Prisma } from "./generated/client.ts";
import { idsAfter } from "./new-id.ts";

export type ChangeFilter = Omit<ChangeQuery, "limit" | "cursor">;

const dayMs = 24 * 60 * 60 * 1000;
const isDay = (text: string) => /^\d{4}-\d{2}-\d{2}$/.test(text);

/** Both ends as instants, both included; throws AppError "invalid" for a text that is no time. */
export function boundsOf({ from, to }: Pick<ChangeFilter, "from" | "to">): { from: Date | null; to: Date | null } {
  const parse = (name: string, text: string | undefined, addMs: number) => {
    if (!text) return null;
    const ms = Date.parse(text);
    if (Number.isNaN(ms)) throw new AppError("invalid", `${name} must be a UTC day or an RFC 3339 time.`);
    return new Date(isDay(text) ? ms + addMs : ms);
  };
  return { from: parse("from", from, 0), to: parse("to", to, dayMs - 1) };
}

function between(table: string, filter: ChangeFilter): Prisma.Sql[] {
  const { from, to } = boundsOf(filter);
  const at = Prisma.raw(`${table}."at"`);
  return [
    ...(from ? [Prisma.sql`${at} >= ${from}`] : []),
    ...(to ? [Prisma.sql`${at} <= ${to}`] : []),
    ...(filter.since ? [Prisma.sql`${Prisma.raw(`${table}."id"`)} >= ${idsAfter(instant(filter.since))}`] : []),
    ...(filter.cluster ? [Prisma.sql`${Prisma.raw(`${table}."clusterId"`)} = ${filter.cluster}`] : []),
    ...(filter.scan ? [Prisma.sql`${Prisma.raw(`${table}."scanId"`)} = ${filter.scan}`] : []),
  ];
}

function instant(since: string): number {
  const ms = Date.parse(since);
  if (Number.isNaN(ms)) throw new AppError("invalid", "since must be an RFC 3339 time.");
  return ms;
}

const like = (word: string): string => `%${word.replaceAll(/[\\%_]/g, "\\$&")}%`;

/** `text` is a column expression; every word must occur in it. */
function words(text: Prisma.Sql, q: string | undefined): Prisma.Sql[] {
  const asked = (q ?? "").toLowerCase().split(/\s+/).filter(Boolean).slice(0, 10);
  return asked.map((word) => Prisma.sql`${text} like ${like(word)}`);
}

const anyOf = (column: string, values: readonly string[] | undefined) =>
  values?.length ? [Prisma.sql`${Prisma.raw(column)} = any(${[...values]}::text[])`] : [];

function eventIs(kind: FindingChangeKind): Prisma.Sql {
  const ends = ["fixed", "node-gone", "check-retired", "out-of-scope"];
  if (ends.includes(kind)) return Prisma.sql`(e."kind" = 'resolved' and e."resolution" = ${kind})`;
  if (kind === "ended") return Prisma.sql`(e."kind" = 'resolved' and e."resolution" is null)`;
  return Prisma.sql`e."kind" = ${kind}`;
}

const isFindingKind = (kind: FeedKind): kind is FindingChangeKind => findingChangeKinds.some((each) => each === kind);

/** Over `"FindingEvent" e`, with `"Finding" f` and `"Cluster" c` joined where asked; null where nothing of it is asked for. */
export function eventCondition(
  filter: ChangeFilter,
): { where: Prisma.Sql; findings: boolean; clusters: boolean } | null {
  const kinds = filter.kind?.filter(isFindingKind);
  if (filter.kind?.length && kinds?.length === 0) return null;
  const ofFinding = [
    ...anyOf('f."checkId"', filter.check),
    ...anyOf('f."namespace"', filter.namespace),
    ...anyOf('f."nodeRole"', filter.nodeRole),
    ...anyOf('f."distribution"', filter.distribution),
    ...(filter.port === undefined ? [] : [Prisma.sql`f."port" = ${filter.port}`]),
    ...(filter.node ? [Prisma.sql`(f."nodeId" = ${filter.node} or f."nodeName" = ${filter.node})`] : []),
  ];
  const said = words(Prisma.sql`f."searchText" || ' ' || lower(c."name") || ' ' || lower(e."message")`, filter.q);
  const conditions = [
    ...between("e", filter),
    ...(kinds?.length ? [Prisma.sql`(${Prisma.join(kinds.map(eventIs), " or ")})`] : []),
    ...anyOf('e."severity"', filter.severity),
    ...ofFinding,
    ...said,
  ];
  return { where: all(conditions), findings: ofFinding.length + said.length > 0, clusters: said.length > 0 };
}

/** Over `"Change" h`, with `"Cluster" c` joined where asked; null where only findings are asked for. */
export function changeCondition(filter: ChangeFilter): { where: Prisma.Sql; clusters: boolean } | null {
  const kinds = filter.kind?.filter((kind) => !isFindingKind(kind));
  const lists = [filter.severity, filter.check, filter.namespace, filter.nodeRole, filter.distribution];
  if (lists.some((list) => list?.length) || (filter.kind?.length && kinds?.length === 0)) return null;
  const said = words(Prisma.sql`lower(h."message") || ' ' || lower(c."name")`, filter.q);
  const nodes = Prisma.sql`select n."id" from "Node" n where n."id" = ${filter.node ?? ""} or n."name" = ${filter.node ?? ""}`;
  const conditions = [
    ...between("h", filter),
    // All of a scan have its instant, which an index finds.
    ...(filter.scan ? [Prisma.sql`h."at" = (select s."finishedAt" from "Scan" s where s."id" = ${filter.scan})`] : []),
    ...anyOf('h."kind"', kinds),
    ...(filter.port === undefined ? [] : [Prisma.sql`h."port" = ${filter.port}`]),
    ...(filter.node ? [Prisma.sql`h."nodeId" in (${nodes})`] : []),
    ...said,
  ];
  return { where: all(conditions), clusters: said.length > 0 };
}

const all = (conditions: readonly Prisma.Sql[]) =>
  conditions.length > 0 ? Prisma.join([...conditions], " and ") : Prisma.sql`true`;
