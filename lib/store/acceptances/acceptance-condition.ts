import { AppError } from "../../domain/errors.ts";
import { acceptanceWarnings } from "../../domain/triage.ts";
import type { AcceptanceQuery } from "../../domain/views/triage-view.ts";
import { query } from "../client.ts";
import { Prisma } from "../generated/client.ts";
import { selectorTerms } from "../triage/covered-by.ts";

/** Ids of every check there is; an acceptance of another one is invalid. Not told, none is. */
export interface KnownChecks {
  knownChecks?: readonly string[];
}

/** Why a selector covers nothing, as a sentence; null where it can be read. */
export function selectorProblem(selector: string): string | null {
  try {
    selectorTerms(selector);
    return null;
  } catch (error) {
    if (error instanceof AppError) return error.message;
    throw error;
  }
}

/** Selectors of acceptances that hold and that are no filter. */
async function readBadSelectors(): Promise<string[]> {
  const rows = await query(
    (database) => database.$queryRaw<{ selector: string }[]>`
      select distinct "selector" from "Acceptance" where "state" = 'active' and "selector" <> ''`,
  );
  return rows.map(({ selector }) => selector).filter((selector) => selectorProblem(selector) !== null);
}

/** How an acceptance over "a" stands at an instant, in the words of acceptanceStandings. */
export async function standingSql({ knownChecks }: KnownChecks, now: Date): Promise<Prisma.Sql> {
  const bad = await readBadSelectors();
  const isInvalid = [
    Prisma.sql`a."selector" = any(${bad}::text[])`,
    ...(knownChecks ? [Prisma.sql`(a."checkId" is not null and a."checkId" <> all(${[...knownChecks]}::text[]))`] : []),
  ];
  return Prisma.sql`case when a."state" <> 'active' then a."state"
    when ${Prisma.join(isInvalid, " or ")} then 'invalid'
    when a."expiresAt" <= ${now}::timestamptz + make_interval(days => ${acceptanceWarnings[0]}::int) then 'expiring'
    when exists (select from "Finding" f where f."acceptanceId" = a."id" and f."state" in ('accepted', 'false-positive'))
      then 'matched' else 'unused' end`;
}

const like = (word: string): string => `%${word.replaceAll(/[\\%_]/g, "\\$&")}%`;

/** The condition over "Acceptance" a of a list and of its numbers; the standing is left to the caller. */
export function acceptanceCondition(asked: AcceptanceQuery): Prisma.Sql {
  const { kind, cluster, check, reviewer, by, q } = asked;
  const words = (q ?? "").toLowerCase().split(/\s+/).filter(Boolean).slice(0, 10);
  const text = Prisma.sql`lower(concat_ws(' ', a."reason", a."proof", a."selector", a."checkId", a."createdBy", a."reviewer",
    (select c."name" from "Cluster" c where c."id" = a."clusterId")))`;
  const conditions = [
    Prisma.sql`true`,
    ...(kind?.length ? [Prisma.sql`a."kind" = any(${kind}::text[])`] : []),
    ...(cluster
      ? [
          Prisma.sql`(a."clusterId" = ${cluster} or (a."clusterId" is null and (a."scope" <> 'findings' or exists (
            select from "AcceptanceMatch" m where m."acceptanceId" = a."id" and m."clusterId" = ${cluster}))))`,
        ]
      : []),
    ...(check?.length
      ? [
          Prisma.sql`(a."checkId" = any(${check}::text[]) or (a."scope" = 'findings' and exists (
            select from "AcceptanceMatch" m join "Finding" f on f."id" = m."findingId"
            where m."acceptanceId" = a."id" and f."checkId" = any(${check}::text[]))))`,
        ]
      : []),
    ...(reviewer === "-" ? [Prisma.sql`a."reviewer" is null`] : []),
    ...(reviewer && reviewer !== "-" ? [Prisma.sql`lower(a."reviewer") = ${reviewer.toLowerCase()}`] : []),
    ...(by ? [Prisma.sql`lower(a."createdBy") = ${by.toLowerCase()}`] : []),
    ...words.map((word) => Prisma.sql`${text} like ${like(word)}`),
  ];
  return Prisma.join(conditions, " and ");
}
