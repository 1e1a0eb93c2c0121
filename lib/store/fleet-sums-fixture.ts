import type { Client } from "pg";
import type { FleetSize } from "./fleet-fixture.ts";

const tallied = `"clusterId", "checkId", "component", "severity", "state", "verdict", "namespace", "nodeRole", "distribution"`;
const ranks = ["openCritical", "openHigh", "openMedium", "openLow", "openInfo"] as const;

/** Where a finding counts in trends: as a whole, by its node's role, its namespace and its distribution. */
const parts = `cross join lateral (values ('all', ''), ('role', n."role"), ('namespace', f."namespace"), ('distribution', n."distribution")) p("dimension", "value")`;

/** What triggers and scans would have kept of the rows: tallies, counts of nodes, a row a day and a part. */
export const kept = (size: FleetSize, at: string): Record<string, string> => ({
  tallies: `
    insert into "FindingLook" select "id", "state", "lastSeenAt", "lastCheckedAt", "lastScanId", "evidenceAt" from "Finding"
      on conflict do nothing;
    insert into "FindingTally" (${tallied}, "count") select ${tallied}, count(*) from "Finding" group by 1, 2, 3, 4, 5, 6, 7, 8, 9 order by 1, 2;
    insert into "FindingCount" select "clusterId", "state", "severity", count(*) from "Finding" group by 1, 2, 3;
    insert into "JudgementTally" select "clusterId", "verdict", count(*) from "Judgement" where "endedAt" is null group by 1, 2;
    update "Node" n set ${ranks.map((name, rank) => `"${name}" = f."${rank}"`).join(", ")} from (
      select "nodeId", ${ranks.map((_, rank) => `count(*) filter (where "severityRank" = ${rank}) as "${rank}"`).join(", ")}
      from "Finding" where "state" in ('open', 'acknowledged') group by 1) f where f."nodeId" = n."id";
    insert into "RuleSet" values ('rules', '{}', ${at})`,
  flows: `
    create unlogged table load.load_flow as
      select c."id" as "clusterId", p."dimension", p."value", e."day", e."kind", k."severity", count(*)::int as "count", sum(e."seconds")::bigint as "seconds"
      from load_finding f join load_node n on n."place" = f."node" join load_cluster c on c."place" = f."cluster" join load_check k on k."place" = f."check" ${parts}
        cross join lateral (select 'opened' as "kind", (f."first" at time zone 'UTC')::date as "day", 0::numeric as "seconds" union all
          select case f."state" when 'accepted' then 'accepted' else 'fixed' end, (f."end" at time zone 'UTC')::date,
            case f."state" when 'accepted' then 0 else extract(epoch from f."end" - f."first") end where f."end" is not null) e
      group by 1, 2, 3, 4, 5, 6;
    analyze load_flow;
    insert into "TrendFlow" ("clusterId", "dimension", "value", "day", "kind", "severity", "count", "seconds") select * from load_flow order by 1, 2, 3, 4;
    insert into "TrendFlow" ("clusterId", "dimension", "value", "day", "kind", "severity", "count", "seconds")
      select '', "dimension", "value", "day", "kind", "severity", sum("count"), sum("seconds") from load_flow group by 2, 3, 4, 5, 6`,
  trends: `
    create unlogged table load.load_day as
      select w."clusterId", w."dimension", w."value", d."day", ${ranks.map((name) => `coalesce(m."${name}", 0)::int as "${name}"`).join(", ")}
      from (select distinct "clusterId", "dimension", "value" from load_flow) w
        cross join (select ((${at} - x * interval '1 day') at time zone 'UTC')::date as "day" from generate_series(0, ${size.days} - 1) x) d
        left join (select "clusterId", "dimension", "value", "day",
            ${ranks.map((name, rank) => `sum(case "kind" when 'opened' then "count" else -"count" end) filter (where "severity" = '${["critical", "high", "medium", "low", "info"][rank]}') as "${name}"`).join(", ")}
          from load_flow group by 1, 2, 3, 4) m using ("clusterId", "dimension", "value", "day");
    insert into "TrendDay" ("clusterId", "dimension", "value", "rules", "day", ${ranks.map((name) => `"${name}"`).join(", ")}, "passed", "unknown", "nodesKnown", "nodesChecked", "exposures", "rulesHash", "at")
      select "clusterId", "dimension", "value", 'then', "day", ${ranks.map((name) => `sum("${name}") over w`).join(", ")}, 9000, 50, ${size.nodes / size.clusters}, ${size.nodes / size.clusters},
        case "dimension" when 'all' then '{"kubelet|worker-node": 100, "nodeport|worker-node": 250, "other|worker-node": 400, "control-plane|worker-node": 6}'::jsonb else '{}' end, 'rules', "day" + interval '12 hours'
      from load_day window w as (partition by "clusterId", "dimension", "value" order by "day");
    insert into "TrendDay" ("clusterId", "dimension", "value", "rules", "day", ${ranks.map((name) => `"${name}"`).join(", ")}, "passed", "unknown", "nodesKnown", "nodesChecked", "exposures", "rulesHash", "at")
      select '', "dimension", "value", "rules", "day", ${ranks.map((name) => `sum("${name}")`).join(", ")}, sum("passed"), sum("unknown"), sum("nodesKnown"), sum("nodesChecked"), min("exposures"::text)::jsonb, 'rules', max("at")
      from "TrendDay" group by 2, 3, 4, 5`,
});

/** Throws where what is kept does not add up to the rows it stands for. */
export async function numbers(client: Client, size: FleetSize): Promise<void> {
  const { rows } = await client.query<{ what: string; kept: string; counted: string }>(`
    select 'findings' as what, (select sum("count") from "FindingTally") as kept, (select count(*) from "Finding") as counted
    union all select 'findings, coarsely', (select sum("count") from "FindingCount"), (select count(*) from "Finding")
    union all select 'findings of the bound', ${size.findings}, (select count(*) from "Finding")
    union all select 'open findings', (select sum("count") from "FindingTally" where "state" in ('open', 'acknowledged')),
      (select count(*) from "FindingSpan" where "until" = 'infinity' and "state" in ('open', 'acknowledged'))
    union all select 'open findings of nodes', (select sum("openCritical" + "openHigh" + "openMedium" + "openLow" + "openInfo") from "Node"),
      (select count(*) from "Finding" where "state" in ('open', 'acknowledged'))
    union all select 'trend of today', (select "openCritical" + "openHigh" + "openMedium" + "openLow" + "openInfo" from "TrendDay" where "clusterId" = '' and "dimension" = 'all' order by "day" desc limit 1),
      (select count(*) from "Finding" where "state" in ('open', 'acknowledged'))
    union all select 'judgements', (select sum("count") from "JudgementTally"), (select count(*) from "Judgement")`);
  const wrong = rows.filter(({ kept, counted }) => Number(kept) !== Number(counted));
  if (wrong.length > 0) throw new Error(`the built fleet does not add up: ${JSON.stringify(wrong)}`);
}
