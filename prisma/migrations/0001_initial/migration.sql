-- The first schema. Written by hand beside prisma/schema.prisma; a test compares the two.

create table "Cluster" (
  "id" text not null,
  "name" text not null,
  "source" text not null,
  "target" text not null,
  "context" text,
  "origin" text not null,
  "sealedSecret" text,
  "authorizationProofs" boolean not null default false,
  "isDemo" boolean not null default false,
  "uid" text,
  "version" text,
  "distribution" text,
  "lastScanId" text,
  "lastCompleteScanId" text,
  "createdAt" timestamptz(3) not null default now(),
  constraint "Cluster_pkey" primary key ("id")
);
create unique index "Cluster_name_key" on "Cluster" ("name");

create table "Node" (
  "id" text not null,
  "clusterId" text not null,
  "uid" text not null,
  "name" text not null,
  "roles" text[] not null default '{}',
  "addresses" text[] not null default '{}',
  "kubeletVersion" text,
  "kubeletPort" integer not null,
  "distribution" text not null,
  "osImage" text,
  "ready" boolean,
  "present" boolean not null,
  "checked" boolean,
  "lastCheckedAt" timestamptz(3),
  "firstSeenAt" timestamptz(3) not null,
  "lastSeenAt" timestamptz(3) not null,
  "lastScanId" text,
  "checkedScanId" text,
  "kubeletConfig" jsonb,
  "openPorts" integer not null default 0,
  "sections" jsonb not null,
  constraint "Node_pkey" primary key ("id"),
  constraint "Node_clusterId_fkey" foreign key ("clusterId") references "Cluster" ("id") on delete cascade
);
create unique index "Node_clusterId_uid_key" on "Node" ("clusterId", "uid");
create index "Node_clusterId_name_id_idx" on "Node" ("clusterId", "name", "id");
create index "Node_name_id_idx" on "Node" ("name", "id");

create table "Scan" (
  "id" text not null,
  "clusterId" text not null,
  "state" text not null,
  "trigger" text not null,
  "profile" text not null,
  "scheduleId" text,
  "dueAt" timestamptz(3),
  "requestedAt" timestamptz(3) not null,
  "startedAt" timestamptz(3),
  "finishedAt" timestamptz(3),
  "workerId" text,
  "attempt" integer not null default 0,
  "cancelRequestedAt" timestamptz(3),
  "vantageName" text,
  "vantageKind" text,
  "progress" jsonb,
  "message" text,
  "coverage" jsonb,
  "problems" jsonb,
  "verdicts" jsonb,
  "found" jsonb,
  "openAfter" jsonb,
  "changesNew" integer,
  "changesFixed" integer,
  "nodeUids" text[] not null default '{}',
  "nodesListed" boolean not null default false,
  constraint "Scan_pkey" primary key ("id"),
  constraint "Scan_clusterId_fkey" foreign key ("clusterId") references "Cluster" ("id") on delete cascade
);
create index "Scan_clusterId_requestedAt_id_idx" on "Scan" ("clusterId", "requestedAt", "id");
create index "Scan_requestedAt_id_idx" on "Scan" ("requestedAt", "id");
create index "Scan_state_idx" on "Scan" ("state");
create index "Scan_finishedAt_idx" on "Scan" ("finishedAt");

create table "Evidence" (
  "hash" text not null,
  "items" jsonb not null,
  "createdAt" timestamptz(3) not null default now(),
  constraint "Evidence_pkey" primary key ("hash")
);

create table "ScanResult" (
  "scanId" text not null,
  "fingerprint" text not null,
  "checkId" text not null,
  "verdict" text not null,
  "severity" text not null,
  "headline" text not null,
  "reason" text not null,
  "subject" jsonb not null,
  "node" text,
  "port" integer,
  "vantageName" text not null,
  "vantageKind" text not null,
  "evidenceHash" text not null,
  "evidenceAt" text[] not null default '{}',
  constraint "ScanResult_pkey" primary key ("scanId", "fingerprint"),
  constraint "ScanResult_scanId_fkey" foreign key ("scanId") references "Scan" ("id") on delete cascade,
  constraint "ScanResult_evidenceHash_fkey" foreign key ("evidenceHash") references "Evidence" ("hash")
);
create index "ScanResult_fingerprint_idx" on "ScanResult" ("fingerprint");
create index "ScanResult_evidenceHash_idx" on "ScanResult" ("evidenceHash");

create table "Sweep" (
  "id" bigserial not null,
  "scanId" text not null,
  "nodeId" text,
  "address" text not null,
  "protocol" text not null,
  "vantageName" text not null,
  "vantageKind" text not null,
  "at" timestamptz(3) not null,
  "facts" jsonb not null,
  constraint "Sweep_pkey" primary key ("id"),
  constraint "Sweep_scanId_fkey" foreign key ("scanId") references "Scan" ("id") on delete cascade
);
create index "Sweep_scanId_nodeId_idx" on "Sweep" ("scanId", "nodeId");

create table "Finding" (
  "id" text not null,
  "clusterId" text not null,
  "nodeId" text,
  "fingerprint" text not null,
  "checkId" text not null,
  "component" text not null,
  "headline" text not null,
  "severity" text not null,
  "severityRank" integer not null,
  "verdict" text not null,
  "state" text not null,
  "decision" text,
  "resolution" text,
  "subject" jsonb not null,
  "nodeName" text,
  "port" integer,
  "protocol" text,
  "vantageName" text not null,
  "vantageKind" text not null,
  "reason" text not null,
  "evidenceHash" text not null,
  "evidenceAt" text[] not null default '{}',
  "previousEvidenceHash" text,
  "previousEvidenceAt" text[] not null default '{}',
  "remediation" jsonb not null,
  "context" jsonb not null,
  "references" jsonb not null,
  "searchText" text not null,
  "firstSeenAt" timestamptz(3) not null,
  "failingSince" timestamptz(3),
  "lastSeenAt" timestamptz(3) not null,
  "lastCheckedAt" timestamptz(3) not null,
  "resolvedAt" timestamptz(3),
  "lastScanId" text,
  constraint "Finding_pkey" primary key ("id"),
  constraint "Finding_clusterId_fkey" foreign key ("clusterId") references "Cluster" ("id") on delete cascade
);
create unique index "Finding_clusterId_fingerprint_key" on "Finding" ("clusterId", "fingerprint");
create index "Finding_severityRank_failingSince_id_idx" on "Finding" ("severityRank", "failingSince", "id");
create index "Finding_clusterId_state_severityRank_idx" on "Finding" ("clusterId", "state", "severityRank");
create index "Finding_nodeId_state_severityRank_idx" on "Finding" ("nodeId", "state", "severityRank");
create index "Finding_checkId_id_idx" on "Finding" ("checkId", "id");
create index "Finding_nodeName_id_idx" on "Finding" ("nodeName", "id");
create index "Finding_lastCheckedAt_id_idx" on "Finding" ("lastCheckedAt", "id");

create table "FindingEvent" (
  "id" text not null,
  "findingId" text not null,
  "clusterId" text not null,
  "kind" text not null,
  "at" timestamptz(3) not null,
  "scanId" text,
  "recheckId" text,
  "message" text not null,
  constraint "FindingEvent_pkey" primary key ("id"),
  constraint "FindingEvent_findingId_fkey" foreign key ("findingId") references "Finding" ("id") on delete cascade
);
create index "FindingEvent_findingId_at_id_idx" on "FindingEvent" ("findingId", "at", "id");
create index "FindingEvent_clusterId_at_id_idx" on "FindingEvent" ("clusterId", "at", "id");
create index "FindingEvent_scanId_idx" on "FindingEvent" ("scanId");

create table "Recheck" (
  "id" text not null,
  "findingId" text not null,
  "clusterId" text not null,
  "state" text not null,
  "verdict" text,
  "reason" text,
  "workerId" text,
  "requestedAt" timestamptz(3) not null,
  "startedAt" timestamptz(3),
  "finishedAt" timestamptz(3),
  constraint "Recheck_pkey" primary key ("id"),
  constraint "Recheck_findingId_fkey" foreign key ("findingId") references "Finding" ("id") on delete cascade
);
create index "Recheck_findingId_requestedAt_idx" on "Recheck" ("findingId", "requestedAt");

create table "Observation" (
  "id" bigserial not null,
  "clusterId" text not null,
  "scanId" text,
  "recheckId" text,
  "nodeId" text,
  "address" text not null,
  "port" integer not null,
  "protocol" text not null,
  "state" text,
  "service" text,
  "section" text not null,
  "vantageName" text not null,
  "vantageKind" text not null,
  "at" timestamptz(3) not null,
  "current" boolean not null,
  "facts" jsonb not null,
  constraint "Observation_pkey" primary key ("id"),
  constraint "Observation_scanId_fkey" foreign key ("scanId") references "Scan" ("id") on delete cascade,
  constraint "Observation_recheckId_fkey" foreign key ("recheckId") references "Recheck" ("id") on delete cascade
);
create index "Observation_scanId_idx" on "Observation" ("scanId");
create index "Observation_recheckId_idx" on "Observation" ("recheckId");

create table "Schedule" (
  "id" text not null,
  "clusterId" text not null,
  "cron" text not null,
  "timeZone" text not null,
  "profile" text not null,
  "paused" boolean not null default false,
  "nextDueAt" timestamptz(3),
  "lastDueAt" timestamptz(3),
  "lastScanId" text,
  "skippedDueAt" timestamptz(3),
  "skippedReason" text,
  "createdAt" timestamptz(3) not null default now(),
  constraint "Schedule_pkey" primary key ("id"),
  constraint "Schedule_clusterId_fkey" foreign key ("clusterId") references "Cluster" ("id") on delete cascade
);
create index "Schedule_clusterId_idx" on "Schedule" ("clusterId");
create index "Schedule_nextDueAt_idx" on "Schedule" ("nextDueAt");

create table "ConnectionTest" (
  "id" text not null,
  "clusterId" text,
  "state" text not null,
  "source" text not null,
  "context" text,
  "origin" text not null,
  "target" text not null,
  "authorizationProofs" boolean not null default false,
  "sealedSecret" text,
  "ok" boolean,
  "server" text,
  "version" text,
  "distribution" text,
  "nodes" integer,
  "steps" jsonb not null,
  "message" text,
  "requestedAt" timestamptz(3) not null,
  "finishedAt" timestamptz(3),
  constraint "ConnectionTest_pkey" primary key ("id"),
  constraint "ConnectionTest_clusterId_fkey" foreign key ("clusterId") references "Cluster" ("id") on delete cascade
);
create index "ConnectionTest_clusterId_idx" on "ConnectionTest" ("clusterId");

create table "Worker" (
  "id" text not null,
  "vantageName" text not null,
  "vantageKind" text not null,
  "startedAt" timestamptz(3) not null,
  "beatAt" timestamptz(3) not null,
  constraint "Worker_pkey" primary key ("id")
);
create index "Worker_beatAt_idx" on "Worker" ("beatAt");

-- Partial indexes, which schema.prisma cannot say; lib/store/schema-drift.system.test.ts lists them.
-- One scan at a time of a cluster, whoever asks for it.
create unique index "Scan_clusterId_active_key" on "Scan" ("clusterId") where "state" in ('queued', 'running');
-- One re-check at a time of a finding.
create unique index "Recheck_findingId_active_key" on "Recheck" ("findingId") where "state" in ('queued', 'running');
-- What is seen now, for the node pages and the list of exposures.
create index "Observation_current_idx" on "Observation" ("clusterId", "nodeId", "port", "id") where "current";
