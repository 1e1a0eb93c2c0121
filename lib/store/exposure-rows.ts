import { Prisma } from "./generated/client.ts";

/** What PortState's numbers stand for, null for "not known". */
const word = (column: Prisma.Sql) =>
  Prisma.sql`(array['closed', 'open', 'filtered', 'open|filtered'])[nullif(${column}, 0)]`;

/**
 * Ports as they are known now, one row a port, address and vantage: a sub-select with the columns clusterId, nodeId, node,
 * address, port, protocol, state, service, section, vantageName, vantageKind, at (last confirmed), since, answerId,
 * targetId. What imports say stands among them, without an answerId. Every list and number of exposures reads it.
 */
const exposuresNow = Prisma.sql`(
  select t."clusterId", t."nodeId", n."name" as "node", t."address", p."port", t."protocol", ${word(Prisma.sql`p."state"`)} as "state",
    a."service", port_section(p."port") as "section", t."vantageName", t."vantageKind", t."lastLookedAt" as "at",
    p."since", p."answerId", t."id" as "targetId"
  from "PortState" p join "PortTarget" t on t."id" = p."targetId"
    left join "Node" n on n."id" = t."nodeId" left join "PortAnswer" a on a."id" = p."answerId"
  where t."endedAt" is null and (t."nodeId" is null or n."present")
  union all
  select i."clusterId", i."nodeId", coalesce(n."name", i."facts"->>'node'), i."address", i."port", i."protocol", i."state",
    i."service", i."section", i."vantageName", i."vantageKind", i."at", i."at", null, -i."id"::int
  from "ImportedPortState" i left join "Node" n on n."id" = i."nodeId"
  where i."current" and (i."nodeId" is null or n."present"))`;

/** A node was in its cluster at an instant; null is an address of none. */
const wasThere = (nodeId: Prisma.Sql, at: Date) =>
  Prisma.sql`not exists (select 1 from "NodeAbsence" b where b."nodeId" = ${nodeId} and b."since" <= ${at} and b."until" > ${at})`;

/**
 * The same as it stood at an instant, as far as intervals are kept; what was imported since has no part in it. Its `at` is
 * the look that saw the port become what it was: a later one before the instant is for readConfirmed to find.
 */
function exposuresAt(at: Date): Prisma.Sql {
  const stretch = Prisma.sql`
    select "targetId", "port", "state", "answerId", "since" from "PortState" where "since" <= ${at}
    union all
    select "targetId", "port", "state", "answerId", "since" from "PortHistory" where "since" <= ${at} and "until" > ${at}`;
  return Prisma.sql`(
    select t."clusterId", t."nodeId", n."name" as "node", t."address", p."port", t."protocol", ${word(Prisma.sql`p."state"`)} as "state",
      a."service", port_section(p."port") as "section", t."vantageName", t."vantageKind", p."since" as "at",
      p."since", p."answerId", t."id" as "targetId"
    from (${stretch}) p join "PortTarget" t on t."id" = p."targetId"
      left join "Node" n on n."id" = t."nodeId" left join "PortAnswer" a on a."id" = p."answerId"
    where t."firstLookedAt" <= ${at} and (t."endedAt" is null or t."endedAt" > ${at})
      and ${wasThere(Prisma.sql`t."nodeId"`, at)}
    union all
    select i."clusterId", i."nodeId", coalesce(n."name", i."facts"->>'node'), i."address", i."port", i."protocol", i."state",
      i."service", i."section", i."vantageName", i."vantageKind", i."at", i."at", null, -i."id"::int
    from "ImportedPortState" i join "Import" m on m."id" = i."importId" left join "Node" n on n."id" = i."nodeId"
    where i."current" and m."importedAt" <= ${at} and ${wasThere(Prisma.sql`i."nodeId"`, at)})`;
}

/** Ports as they are known now, or as they were at an instant. */
export function exposureRows(at?: Date): Prisma.Sql {
  return at ? exposuresAt(at) : exposuresNow;
}
