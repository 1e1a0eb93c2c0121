-- What people decide, and what they expect: triage, acceptances, due dates, comments, views, expected ports.

-- Who acts, until there is a login: a name that a person gives this browser.
create table "Person" (
  "id" text primary key,
  "name" text not null,
  "createdAt" timestamptz(3) not null default now(),
  "seenAt" timestamptz(3) not null default now()
);

-- One decision that a risk is borne, or that a finding is none, and everything it covers.
create table "Acceptance" (
  "id" text primary key,
  "kind" text not null,
  -- "findings": those matched when it was made and no others; "check" and "selector" also cover what comes later.
  "scope" text not null,
  -- null: of every cluster.
  "clusterId" text references "Cluster" ("id") on delete cascade,
  "checkId" text,
  -- In the filter language, "" where the scope has none.
  "selector" text not null default '',
  "reason" text not null,
  "proof" text not null default '',
  "createdBy" text not null,
  "createdById" text not null,
  "createdAt" timestamptz(3) not null,
  "expiresAt" timestamptz(3),
  "reviewer" text,
  "reviewedAt" timestamptz(3),
  -- Kinds of vantages; as soon as one of them reaches the port, it is void.
  "voidWhenOpenFrom" text[] not null default '{}',
  "voidWhenEvidenceChanges" boolean not null default false,
  -- active, expired, voided, revoked.
  "state" text not null,
  "endedAt" timestamptz(3),
  "endedReason" text,
  "endedBy" text,
  "warned" int,
  "version" int not null default 1
);
create index "Acceptance_state_expiresAt_id_idx" on "Acceptance" ("state", "expiresAt", "id");
create index "Acceptance_clusterId_idx" on "Acceptance" ("clusterId");

alter table "Finding" add column "assignee" text;
alter table "Finding" add column "dueAt" timestamptz(3);
alter table "Finding" add column "dueOverride" timestamptz(3);
alter table "Finding" add column "acceptanceId" text references "Acceptance" ("id") on delete set null;
alter table "Finding" add column "triageVersion" int not null default 0;
alter table "Finding" add column "triagedAt" timestamptz(3);
alter table "Finding" add column "triagedBy" text;
alter table "Finding" add column "comments" int not null default 0;
create index "Finding_acceptanceId_idx" on "Finding" ("acceptanceId") where "acceptanceId" is not null;
create index "Finding_dueAt_idx" on "Finding" ("dueAt", "id") where "dueAt" is not null;
-- The list sorted by due date; what has none comes last.
create index "Finding_by_due_idx" on "Finding" ("state", (coalesce("dueAt", 'infinity'::timestamptz)), "id");
create index "Finding_assignee_idx" on "Finding" ("assignee", "state") where "assignee" is not null;

-- The narrow copy of the open findings knows what can be asked for since: who has them, by when, from where.
drop index "Finding_open_idx";
create index "Finding_open_idx" on "Finding" ("clusterId", "checkId")
  include ("id", "state", "severityRank", "severity", "verdict", "component", "namespace", "nodeRole", "distribution", "port", "nodeId",
    "nodeName", "failingSince", "firstSeenAt", "protocol", "vantageKind", "assignee", "dueAt", "acceptanceId", "comments")
  where "state" in ('open', 'acknowledged');

-- What is said of the open findings, side by side: a word that many have is counted here without reading the findings,
-- which lie far apart. An index takes rows of 2,704 bytes at most.
update "Finding" set "searchText" = left("searchText", 500) where octet_length("searchText") > 2000;
alter table "Finding" add constraint "Finding_searchText_check" check (octet_length("searchText") <= 2000);
create index "Finding_open_words_idx" on "Finding" ("clusterId") include ("state", "severity", "searchText")
  where "state" in ('open', 'acknowledged');

-- What an acceptance covers, and what it was judged by when it began to.
create table "AcceptanceMatch" (
  "acceptanceId" text not null references "Acceptance" ("id") on delete cascade,
  "findingId" text not null references "Finding" ("id") on delete cascade,
  "clusterId" text not null,
  "since" timestamptz(3) not null,
  "until" timestamptz(3) not null default 'infinity',
  "evidenceHash" text not null,
  "vantageKind" text not null,
  primary key ("acceptanceId", "findingId", "since")
);
create index "AcceptanceMatch_findingId_idx" on "AcceptanceMatch" ("findingId");
create index "AcceptanceMatch_current_idx" on "AcceptanceMatch" ("clusterId", "acceptanceId") where "until" = 'infinity';
create index "AcceptanceMatch_proof_idx" on "AcceptanceMatch" ("evidenceHash") where "until" = 'infinity';

-- Days to repair by severity; clusterId '' is every cluster that has none of its own; days null: no date.
create table "SlaPolicy" (
  "clusterId" text not null default '',
  "severity" text not null,
  "days" int,
  "updatedAt" timestamptz(3) not null default now(),
  "updatedBy" text,
  primary key ("clusterId", "severity")
);
insert into "SlaPolicy" ("clusterId", "severity", "days") values
  ('', 'critical', 7), ('', 'high', 30), ('', 'medium', 90), ('', 'low', 180), ('', 'info', null);

create table "FindingComment" (
  "id" text primary key,
  "findingId" text not null references "Finding" ("id") on delete cascade,
  "clusterId" text not null,
  "at" timestamptz(3) not null,
  "by" text not null,
  "byId" text not null,
  "body" text not null,
  "editedAt" timestamptz(3),
  "version" int not null default 1
);
create index "FindingComment_findingId_at_id_idx" on "FindingComment" ("findingId", "at", "id");

-- One act of a person over one or many findings, with what stood before, so that it can be taken back.
create table "TriageAct" (
  "id" text primary key,
  "at" timestamptz(3) not null,
  "by" text not null,
  "byId" text not null,
  "kind" text not null,
  "facts" jsonb not null,
  "total" int not null,
  "acceptanceId" text references "Acceptance" ("id") on delete set null,
  "undoneAt" timestamptz(3),
  "undoneBy" text
);
create index "TriageAct_at_id_idx" on "TriageAct" ("at", "id");
create table "TriageActItem" (
  "actId" text not null references "TriageAct" ("id") on delete cascade,
  "findingId" text not null references "Finding" ("id") on delete cascade,
  -- State, decision, assignee, acceptanceId and dueOverride as they were.
  "before" jsonb not null,
  -- The finding's triageVersion after the act: another act since then is not overwritten.
  "version" int not null,
  primary key ("actId", "findingId")
);
create index "TriageActItem_findingId_idx" on "TriageActItem" ("findingId");

alter table "FindingEvent" add column "by" text;
alter table "FindingEvent" add column "actId" text;

create table "SavedView" (
  "id" text primary key,
  "name" text not null,
  -- "/findings", and what stands after the question mark.
  "path" text not null,
  "query" text not null,
  -- null: shared with everybody.
  "ownerId" text,
  "createdBy" text not null,
  "createdAt" timestamptz(3) not null,
  "updatedAt" timestamptz(3) not null,
  "version" int not null default 1
);
create unique index "SavedView_name_key" on "SavedView" ("path", coalesce("ownerId", ''), lower("name"));

create table "Setting" (
  "key" text primary key,
  "value" jsonb not null,
  "updatedAt" timestamptz(3) not null default now(),
  "updatedBy" text
);

-- The ports that are meant to be open: one document a cluster, every version of it kept; the highest counts.
create table "PortBaseline" (
  "id" text primary key,
  "clusterId" text not null references "Cluster" ("id") on delete cascade,
  "version" int not null,
  "yaml" text not null,
  "entries" jsonb not null,
  "note" text not null default '',
  "createdBy" text not null,
  "createdAt" timestamptz(3) not null
);
create unique index "PortBaseline_clusterId_version_key" on "PortBaseline" ("clusterId", "version");

-- A NodePort whose owner was asked whether it is still wanted.
create table "PortReview" (
  "id" text primary key,
  "clusterId" text not null references "Cluster" ("id") on delete cascade,
  "port" int not null,
  "protocol" text not null,
  "namespace" text not null,
  "service" text not null,
  "serviceUid" text,
  "owner" text,
  "note" text not null default '',
  -- asked, keep, remove.
  "state" text not null,
  "askedBy" text not null,
  "askedAt" timestamptz(3) not null,
  "decidedBy" text,
  "decidedAt" timestamptz(3),
  "version" int not null default 1
);
create unique index "PortReview_key" on "PortReview" ("clusterId", "port", "protocol", "namespace", "service");

-- topology.kubernetes.io/zone of the node.
-- The stopped scan whose remaining nodes a scan looks at.
alter table "Scan" add column "resumes" text;

alter table "Node" add column "zone" text;

-- What a target shows in each column of the matrix; null until a look has summed it up.
alter table "PortTarget" add column "classes" jsonb;
-- The worst finding of each node and class of ports is read from this index alone.
create index "Finding_open_of_node_idx" on "Finding" ("clusterId", "nodeId")
  include ("port", "component", "severityRank", "id") where "state" in ('open', 'acknowledged') and "nodeId" is not null;

-- A finding is due so many days after it began to fail, unless a person set another date; what is not open has no date.
create function "finding_due"() returns trigger language plpgsql as $$
begin
  if new."state" not in ('open', 'acknowledged') then
    new."dueAt" := null;
  elsif new."dueOverride" is not null then
    new."dueAt" := new."dueOverride";
  else
    select new."failingSince" + make_interval(days => p."days") into new."dueAt"
      from "SlaPolicy" p where p."severity" = new."severity" and p."clusterId" in ('', new."clusterId")
      order by p."clusterId" desc limit 1;
  end if;
  return new;
end $$;
create trigger "Finding_due" before insert or update of "state", "severity", "failingSince", "dueOverride" on "Finding"
  for each row execute function "finding_due"();
update "Finding" set "dueOverride" = null where "state" in ('open', 'acknowledged');

-- Open findings that have a date, and those past it; null where nobody counted them then.
alter table "TrendDay" add column "due" int;
alter table "TrendDay" add column "overdue" int;
-- The newest day of each cluster stands in every sum until its next scan.
update "TrendDay" t set "due" = d."due", "overdue" = d."overdue" from (
  select c."id", count(f."dueAt") as "due", count(*) filter (where f."dueAt" <= now()) as "overdue",
    (select max(n."day") from "TrendDay" n where n."clusterId" = c."id" and n."rules" <> 'now') as "day"
  from "Cluster" c left join "Finding" f on f."clusterId" = c."id" and f."state" in ('open', 'acknowledged')
  group by c."id") d
where t."clusterId" = d."id" and t."day" = d."day" and t."dimension" = 'all' and t."rules" <> 'now';
