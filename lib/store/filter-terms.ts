import { AppError } from "../domain/errors.ts";
import type { FilterField, FilterTerm, FilterValue } from "../domain/filter-language/index.ts";
import { severities } from "../domain/severity.ts";
import { Prisma } from "./generated/client.ts";

const { sql, join, raw } = Prisma;

/** Fields whose column the kept counts have too, under the same name. */
export const talliedFields: readonly FilterField[] = [
  ...(["cluster", "check", "component", "severity", "state"] as const),
  ...(["verdict", "namespace", "role", "distribution"] as const),
];
/** The few of them that the coarse counts know. */
export const coarseFields: readonly FilterField[] = ["cluster", "severity", "state"];

const likeText = (text: string): string => text.replaceAll(/[\\%_]/g, "\\$&");
const likeGlob = (glob: string): string => likeText(glob).replaceAll("*", "%");

const never = sql`false`;

/** A column of names: exact in any case, by glob, none or any. `empty` is what stands where there is none. */
function nameIs(column: Prisma.Sql, value: FilterValue, empty: "" | null): Prisma.Sql {
  switch (value.kind) {
    case "word":
      return sql`${column} = ${value.text}`;
    case "glob":
      return sql`${column} ilike ${likeGlob(value.text)}`;
    case "special": {
      const none = empty === null ? sql`${column} is null` : sql`${column} = ''`;
      if (value.name === "none") return none;
      return value.name === "any" ? sql`not (${none})` : never;
    }
    default:
      return never;
  }
}

/** Names that another table lists: looked up there first, so that an index of the findings can be used. */
function listedIs(column: Prisma.Sql, list: Prisma.Sql, value: FilterValue): Prisma.Sql {
  if (value.kind !== "word" && value.kind !== "glob") return nameIs(column, value, null);
  const wanted = value.kind === "glob" ? likeGlob(value.text) : likeText(value.text);
  return sql`${column} = any(array(${list} ilike ${wanted}))`;
}

const clusterIs = (value: FilterValue): Prisma.Sql =>
  value.kind === "word"
    ? sql`(f."clusterId" = ${value.text} or ${listedIs(sql`f."clusterId"`, sql`select n."id" from "Cluster" n where n."name"`, value)})`
    : listedIs(sql`f."clusterId"`, sql`select n."id" from "Cluster" n where n."name"`, value);

function nodeIs(value: FilterValue): Prisma.Sql {
  if (value.kind === "special") return sql`f."nodeId" is null`;
  if (value.kind === "glob") return nameIs(sql`f."nodeName"`, value, null);
  if (value.kind !== "word") return never;
  const named = sql`select n."name" from "Node" n where n."name" ilike ${likeText(value.text)}`;
  return sql`(f."nodeId" = ${value.text} or f."nodeName" = ${value.text} or f."nodeName" = any(array(${named})))`;
}

function zoneIs(value: FilterValue): Prisma.Sql {
  // Thousands of nodes lie in a zone: they are hashed, where an array would be gone through for each finding.
  const zoned = sql`f."nodeId" in (select n."id" from "Node" n where n."zone"`;
  if (value.kind === "special") return sql`(f."nodeId" is null or not ${zoned} is not null))`;
  if (value.kind === "glob") return sql`${zoned} ilike ${likeGlob(value.text)})`;
  return value.kind === "word" ? sql`${zoned} = ${value.text})` : never;
}

function portIs(value: FilterValue): Prisma.Sql {
  if (value.kind === "special") return sql`f."port" is null`;
  if (value.kind !== "range") return never;
  if (value.from === value.to) return sql`f."port" = ${value.from}`;
  return sql`f."port" between ${value.from} and ${value.to}`;
}

function severityIs(value: FilterValue): Prisma.Sql {
  if (value.kind === "word") return sql`f."severity" = ${value.text}`;
  if (value.kind !== "rank") return never;
  const place = (severities as readonly string[]).indexOf(value.text);
  // The first is the highest: what is more has a lower place.
  const meets = severities.filter((_, index) => {
    if (index === place) return value.than.endsWith("=");
    return value.than.startsWith(">") ? index < place : index > place;
  });
  return sql`f."severity" = any(${meets}::text[])`;
}

const units = { m: "minutes", h: "hours", d: "days", w: "weeks" } as const;

/** The instant from which ages count: now, or the one that is asked for. */
const clock = (at: string | undefined): Prisma.Sql => (at ? sql`${new Date(at)}::timestamptz` : sql`now()`);

function spanOf({ amount, unit }: Extract<FilterValue, { kind: "span" }>): Prisma.Sql {
  return sql`make_interval(${raw(units[unit] === "minutes" ? "mins" : units[unit])} => ${amount}::int)`;
}

/** "=" is the whole UTC day; an instant stands for itself. */
function dayIs(column: Prisma.Sql, { than, text }: Extract<FilterValue, { kind: "date" }>): Prisma.Sql {
  const begin = new Date(text);
  const end = new Date(begin.getTime() + (text.length === 10 ? 86_400_000 : 1));
  switch (than) {
    case "=":
      return sql`(${column} >= ${begin} and ${column} < ${end})`;
    case "<":
      return sql`${column} < ${begin}`;
    case "<=":
      return sql`${column} < ${end}`;
    case ">":
      return sql`${column} >= ${end}`;
    case ">=":
      return sql`${column} >= ${begin}`;
  }
}

/** Longer ago is more: age>30d began before the instant thirty days back. */
function sinceIs(column: Prisma.Sql, value: FilterValue, at: string | undefined): Prisma.Sql {
  if (value.kind === "date") return dayIs(column, value);
  if (value.kind !== "span") return never;
  const than = raw(value.than.startsWith(">") ? "<" : ">");
  const equal = raw(value.than.endsWith("=") ? "=" : "");
  return sql`${column} ${than}${equal} ${clock(at)} - ${spanOf(value)}`;
}

/** What is overdue is due in less than any time to come, from the instant that is asked for on. */
function dueIs(value: FilterValue, at: string | undefined): Prisma.Sql {
  const column = sql`f."dueAt"`;
  if (value.kind === "special") return value.name === "none" ? sql`${column} is null` : sql`${column} < ${clock(at)}`;
  if (value.kind === "date") return dayIs(column, value);
  if (value.kind !== "span") return never;
  return sql`${column} ${raw(value.than)} ${clock(at)} + ${spanOf(value)}`;
}

const marks: Record<string, (at: string | undefined) => Prisma.Sql> = {
  comment: () => sql`f."comments" > 0`,
  acceptance: () => sql`f."acceptanceId" is not null`,
  assignee: () => sql`f."assignee" is not null`,
  due: () => sql`f."dueAt" is not null`,
  recheck: () => sql`f."id" in (select r."findingId" from "Recheck" r where r."state" in ('queued', 'running'))`,
  new: (at) => sql`f."firstSeenAt" >= ${clock(at)} - interval '24 hours'`,
  overdue: (at) => sql`f."dueAt" < ${clock(at)}`,
};

function textIs(value: FilterValue): Prisma.Sql {
  if (value.kind !== "word" && value.kind !== "glob") return never;
  const pattern = `%${value.kind === "glob" ? likeGlob(value.text.toLowerCase()) : likeText(value.text.toLowerCase())}%`;
  return sql`(f."searchText" like ${pattern}
    or f."clusterId" = any(array(select n."id" from "Cluster" n where lower(n."name") like ${pattern})))`;
}

const checkedIs = (value: FilterValue): Prisma.Sql =>
  sql`f."id" in (select k."findingId" from "FindingLook" k where ${sinceIs(sql`k."lastCheckedAt"`, value, undefined)})`;

function assigneeIs(value: FilterValue): Prisma.Sql {
  if (value.kind === "special" && value.name === "me") {
    throw new AppError("invalid", 'Nobody is known who could be "me" here; write the name.');
  }
  if (value.kind === "word") return sql`f."assignee" ilike ${likeText(value.text)}`;
  return nameIs(sql`f."assignee"`, value, null);
}

const compilers: Record<FilterField, (value: FilterValue, at: string | undefined) => Prisma.Sql> = {
  severity: severityIs,
  state: (value) => (value.kind === "special" ? sql`true` : nameIs(sql`f."state"`, value, "")),
  verdict: (value) => nameIs(sql`f."verdict"`, value, ""),
  check: (value) => nameIs(sql`f."checkId"`, value, ""),
  component: (value) => nameIs(sql`f."component"`, value, ""),
  cluster: clusterIs,
  node: nodeIs,
  role: (value) => nameIs(sql`f."nodeRole"`, value, ""),
  distribution: (value) => nameIs(sql`f."distribution"`, value, ""),
  zone: zoneIs,
  namespace: (value) => nameIs(sql`f."namespace"`, value.kind === "word" ? lower(value) : value, ""),
  port: portIs,
  protocol: (value) => nameIs(sql`f."protocol"`, value, null),
  vantage: (value) => nameIs(sql`f."vantageKind"`, value, ""),
  resolution: (value) => nameIs(sql`f."resolution"`, value, null),
  assignee: assigneeIs,
  due: dueIs,
  age: (value, at) => sinceIs(sql`f."failingSince"`, value, at),
  seen: (value, at) => sinceIs(sql`f."firstSeenAt"`, value, at),
  checked: checkedIs,
  acceptance: (value) => nameIs(sql`f."acceptanceId"`, value, null),
  has: (value, at) => (value.kind === "word" ? (marks[value.text]?.(at) ?? never) : never),
  is: (value, at) => (value.kind === "word" ? (marks[value.text]?.(at) ?? never) : never),
  // Where findings stand at an instant is what the condition stands over.
  at: () => sql`true`,
  text: textIs,
};

const lower = (value: FilterValue & { kind: "word" }): FilterValue => ({ ...value, text: value.text.toLowerCase() });

/**
 * A term as a condition over `"Finding" f`; every value is a parameter. What has no value of the field is none of those
 * asked for, so that the opposite holds for it. `at` is the instant from which ages count.
 */
export function termCondition({ field, not, values }: FilterTerm, at?: string): Prisma.Sql {
  const any = values.map((value) => compilers[field](value, at));
  const met = any.length === 0 ? never : sql`(${join(any, " or ")})`;
  return not ? sql`(${met}) is not true` : met;
}
