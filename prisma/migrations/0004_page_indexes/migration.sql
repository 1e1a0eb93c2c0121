-- Indexes that pages read along at a million findings. lib/store/query-plans.system.test.ts holds the queries to them.

-- Each sort of the list, state by state: rows of one state come out in order, and pages of several states are merged.
-- A finding that is resolved fails since nowhere and comes last whichever way the list runs.
drop index "Finding_severityRank_failingSince_id_idx";
drop index "Finding_checkId_id_idx";
drop index "Finding_lastCheckedAt_id_idx";
create index "Finding_by_severity_idx" on "Finding" ("state", "severityRank", (coalesce("failingSince", 'infinity'::timestamptz)), "id");
create index "Finding_by_since_idx" on "Finding" ("state", (coalesce("failingSince", 'infinity'::timestamptz)), "id");
create index "Finding_by_since_desc_idx" on "Finding" ("state", (coalesce("failingSince", '-infinity'::timestamptz)), "id");
create index "Finding_by_node_idx" on "Finding" ("state", (coalesce("nodeName", '')), "id");
create index "Finding_state_checkId_id_idx" on "Finding" ("state", "checkId", "id");

-- What filters ask for. The first is a narrow copy of the open findings: whatever combination of filters is asked for, it
-- is answered from there without reading the findings themselves.
create index "Finding_open_idx" on "Finding" ("clusterId", "checkId")
  include ("id", "state", "severityRank", "severity", "verdict", "component", "namespace", "nodeRole", "distribution", "port", "nodeId",
    "nodeName", "failingSince")
  where "state" in ('open', 'acknowledged');
-- A cell of the kept counts; few findings among many are read by the cells that have any.
create index "Finding_clusterId_checkId_state_nodeRole_namespace_verdict_idx" on "Finding"
  ("clusterId", "checkId", "state", "nodeRole", "namespace", "verdict");
create index "Finding_port_idx" on "Finding" ("port", "state")
  include ("clusterId", "checkId", "severity", "verdict", "component", "namespace", "nodeRole", "distribution") where "port" is not null;

-- The worst nodes first, and those that could not be looked at.
create index "Node_worst_idx" on "Node" ("openCritical" desc, "openHigh" desc, "openMedium" desc, ("openCritical" + "openHigh" + "openMedium" + "openLow" + "openInfo") desc, "id")
  where "openCritical" + "openHigh" + "openMedium" + "openLow" + "openInfo" > 0;
create index "Node_unchecked_idx" on "Node" ("name", "id") where "present" and not "checked";
create index "FindingEvent_turns_idx" on "FindingEvent" ("at", "id") where "kind" in ('opened', 'reopened', 'resolved', 'severity-changed');

-- Words are looked up by their trigrams where the server has them; where it does not, open findings are read through.
do $$
begin
  create extension if not exists pg_trgm;
  create index "Finding_words_idx" on "Finding" using gin ("searchText" gin_trgm_ops) where "state" in ('open', 'acknowledged');
exception when feature_not_supported or undefined_file or insufficient_privilege then
  raise notice 'Words in findings are searched without an index: %', sqlerrm;
end $$;

-- The open part of the kept counts, read without the rest.
create index "FindingTally_open_idx" on "FindingTally" ("clusterId", "severity")
  include ("checkId", "component", "state", "verdict", "namespace", "nodeRole", "distribution", "count")
  where "state" in ('open', 'acknowledged');

-- The coarse counts behind every page: cluster list, badges, totals. A trigger keeps them, as it does the finer ones.
create table "FindingCount" (
  "clusterId" text not null,
  "state" text not null,
  "severity" text not null,
  "count" integer not null,
  constraint "FindingCount_pkey" primary key ("clusterId", "state", "severity"),
  constraint "FindingCount_clusterId_fkey" foreign key ("clusterId") references "Cluster" ("id") on delete cascade
) with (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 500, fillfactor = 70);
insert into "FindingCount" select "clusterId", "state", "severity", count(*) from "Finding" group by 1, 2, 3;

-- As with the finer counts: keys in one order, and where rows are removed the count only goes down.
create function "count_findings"() returns trigger language plpgsql as $$
begin
  if tg_op = 'DELETE' then
    update "FindingCount" t set "count" = t."count" - d."count"
    from (select "clusterId", "state", "severity", count(*)::int as "count" from gone group by 1, 2, 3) d
    where (t."clusterId", t."state", t."severity") = (d."clusterId", d."state", d."severity");
  elsif tg_op = 'INSERT' then
    insert into "FindingCount" as t ("clusterId", "state", "severity", "count")
      select "clusterId", "state", "severity", count(*)::int from come group by 1, 2, 3 order by 1, 2, 3
      on conflict ("clusterId", "state", "severity") do update set "count" = t."count" + excluded."count";
  else
    insert into "FindingCount" as t ("clusterId", "state", "severity", "count")
      select "clusterId", "state", "severity", sum("sign")::int
      from (select "clusterId", "state", "severity", 1 as "sign" from come
        union all select "clusterId", "state", "severity", -1 from gone) b
      group by 1, 2, 3 having sum("sign") <> 0 order by 1, 2, 3
      on conflict ("clusterId", "state", "severity") do update set "count" = t."count" + excluded."count";
  end if;
  return null;
end $$;
create trigger "Finding_count_insert" after insert on "Finding" referencing new table as come
  for each statement execute function "count_findings"();
create trigger "Finding_count_update" after update on "Finding" referencing old table as gone new table as come
  for each statement execute function "count_findings"();
create trigger "Finding_count_delete" after delete on "Finding" referencing old table as gone
  for each statement execute function "count_findings"();

-- The worst open finding of each class of ports is the first entry of its part of this index.
create index "Finding_section_idx" on "Finding" ((port_section("port")), "severityRank")
  where "state" in ('open', 'acknowledged') and "port" is not null;
