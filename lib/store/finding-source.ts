import { AppError } from "../domain/errors.ts";
import { severities } from "../domain/severity.ts";
import {
  besideFinding,
  type FilterPart,
  type FindingFilter,
  filterWithout,
  findingTables,
  openStates,
} from "./finding-filter.ts";
import { Prisma } from "./generated/client.ts";

/** What a finding is about does not change with time; the columns are those that lists and conditions name. */
const lasting = Prisma.raw(
  [
    ...["id", "fingerprint", "checkId", "component", "headline", "clusterId", "subject", "nodeId", "nodeName", "port"],
    ...["protocol", "vantageKind", "firstSeenAt", "searchText", "namespace", "nodeRole", "distribution"],
    // Who it is given to is of today: no one asks a past day for it.
    ...["assignee", "acceptanceId", "triageVersion", "comments"],
  ]
    .map((name) => `b."${name}"`)
    .join(", "),
);

const rank = Prisma.raw(
  `case x."severity" ${severities.map((severity, index) => `when '${severity}' then ${index}`).join(" ")} end`,
);

/**
 * The verdict that stood at an instant: a scan whose check could not look left an open finding "unknown", and one that was
 * resolved as it was.
 */
function verdictAt(at: Date): Prisma.Sql {
  const same = Prisma.sql`j."clusterId" = b."clusterId" and j."fingerprint" = b."fingerprint"`;
  return Prisma.sql`coalesce(
    (select j."verdict" from "Judgement" j where ${same} and j."since" <= ${at}),
    (select h."verdict" from "Judgement" j join "JudgementHistory" h on h."judgementId" = j."id"
      where ${same} and h."since" <= ${at} and h."until" > ${at} limit 1), 'fail')`;
}

/** By when it was to be put right: a day that a person set, or the policy of today and the time since which it failed. */
const dueThen =
  Prisma.raw(`case when s."state" in ('open', 'acknowledged') then coalesce(b."dueOverride", s."openedAt" + (
    select make_interval(days => y."days") from "SlaPolicy" y
    where y."severity" = s."severity" and y."clusterId" in ('', b."clusterId") order by y."clusterId" desc limit 1)) end`);

/** The stretch that stood at the instant: what was resolved then has none, and is left out. */
function standing(at: Date): Prisma.Sql {
  return Prisma.sql`
    select ${lasting}, s."state", s."severity", s."openedAt" as "failingSince", null::timestamptz as "resolvedAt",
      null::text as "resolution", ${verdictAt(at)} as "verdict", ${dueThen} as "dueAt"
    from "FindingSpan" s join "Finding" b on b."id" = s."findingId"
    where s."since" <= ${at} and s."until" > ${at}`;
}

/** Every finding that had been seen by then; the last stretch before says how a resolved one had ended. */
function everKnown(at: Date): Prisma.Sql {
  const state = Prisma.sql`coalesce(s."state", 'resolved')`;
  return Prisma.sql`
    select ${lasting}, ${state} as "state", coalesce(s."severity", p."severity", b."severity") as "severity",
      s."openedAt" as "failingSince", case when s."id" is null then p."until" end as "resolvedAt",
      case when s."id" is null then p."endedAs" end as "resolution",
      case when s."id" is null and p."endedAs" in ('fixed', 'out-of-scope') and ${verdictAt(at)} in ('fail', 'unknown')
        then case p."endedAs" when 'fixed' then 'pass' else 'not-applicable' end else ${verdictAt(at)} end as "verdict",
      ${dueThen} as "dueAt"
    from "Finding" b
      left join "FindingSpan" s on s."findingId" = b."id" and s."since" <= ${at} and s."until" > ${at}
      left join lateral (select q."severity", q."until", q."endedAs" from "FindingSpan" q
        where q."findingId" = b."id" and q."until" <= ${at} order by q."until" desc limit 1) p on s."id" is null
    where b."firstSeenAt" <= ${at}`;
}

/**
 * What `findingCondition` stands over: findings as they are now, or with the states and severities of the instant that is
 * asked for. `except` leaves one filter out, as there.
 */
export function findingSource(asked: FindingFilter, except?: FilterPart): Prisma.Sql {
  const filter = filterWithout(asked, except);
  if (!filter.at) return findingTables;
  const at = new Date(filter.at);
  if (Number.isNaN(at.getTime())) throw new AppError("invalid", "at must be an RFC 3339 time.");
  const states = except === "state" ? undefined : filter.state?.length ? filter.state : openStates;
  const then = !states || states.includes("resolved") ? everKnown(at) : standing(at);
  return Prisma.sql`(select x.*, ${rank} as "severityRank" from (${then}) x) f ${besideFinding}`;
}
