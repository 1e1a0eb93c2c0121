import type { RetentionKind } from "../domain/memory.ts";
import type { PartitionedTable } from "./partitions.ts";

/**
 * Rows of one table that a policy deletes. The preview counts and the worker deletes by the same `doomed`; `t` is the row,
 * `cut` the cutoffs of each cluster (null: never), `c` those of the row's cluster.
 */
export interface RetentionTarget {
  kind: RetentionKind;
  table: string;
  /** What joins `t` to its cluster's cutoffs. */
  join: string;
  doomed: string;
  /** When the row ended, for "from … to …". */
  age: string;
  /** Cluster of the row; null where a row is kept once for all. */
  cluster: string | null;
  /** Rows that are locked before they go: a scan that writes them keeps them. */
  lock: string;
  partitioned: boolean;
  /** Key of contents that others cite by it; they go while nothing is being cited. */
  citedBy: string | null;
  /** What is emptied instead of the whole row. */
  empties: string | null;
  /** Rows that stay and must not lead to one that is gone: table, and its column with the id. */
  unlinks: [table: string, column: string][];
}

const ofCluster = 'left join "Cluster" k on k."id" = t."clusterId" left join cut c on c."clusterId" = t."clusterId"';
const ofTarget =
  'join "PortTarget" p on p."id" = t."targetId" left join "Node" n on n."id" = p."nodeId" join cut c on c."clusterId" = p."clusterId"';
const ofFinding = 'join "Finding" f on f."id" = t."findingId" join cut c on c."clusterId" = t."clusterId"';

/** When a place was last anything: taken off its node, or left with it. */
const endOf = (p: string, n: string) =>
  `coalesce(${p}."endedAt", case when not ${n}."present" then greatest(${p}."lastLookedAt", ${n}."lastSeenAt") end)`;

const noRecheck = (f: string) =>
  `not exists (select from "Recheck" w where w."findingId" = ${f}."id" and w."finishedAt" is null)`;

/** A decision about a risk stands as long as there is no other, so its finding stays. */
const settled = (f: string) =>
  `${f}."state" = 'resolved' and (${f}."decision" is null or ${f}."decision" = 'acknowledged')`;
const doomedFinding = (f: string) => `(${settled(f)} and ${f}."resolvedAt" < c."findings" and ${noRecheck(f)})`;

/** True for what cites evidence and is not older than its cluster keeps evidence. */
const keeps = (cut: string, end: string) => `(${cut}."evidence" is null or ${end} >= ${cut}."evidence")`;

const base = {
  lock: "t",
  partitioned: false,
  citedBy: null,
  empties: null,
  unlinks: [] as [string, string][],
  cluster: 't."clusterId"',
};

const months = (table: PartitionedTable, age: string): RetentionTarget => ({
  ...base,
  kind: "intervals",
  table,
  join: ofCluster,
  doomed: `(k."id" is null or ${age} < c."intervals")`,
  age,
  partitioned: true,
});

const intervals: RetentionTarget[] = [
  {
    ...months("PortHistory", 't."until"'),
    join: 'left join "PortTarget" p on p."id" = t."targetId" left join cut c on c."clusterId" = p."clusterId"',
    doomed: '(p."id" is null or t."until" < c."intervals")',
    cluster: 'p."clusterId"',
  },
  months("JudgementHistory", 't."until"'),
  months("Change", 't."at"'),
  ...["PortState", "PortLook"].map((table) => ({
    ...base,
    kind: "intervals" as const,
    table,
    join: ofTarget,
    doomed: `${endOf("p", "n")} < c."intervals"`,
    age: endOf("p", "n"),
    cluster: 'p."clusterId"',
    lock: "t, p",
  })),
  {
    ...base,
    kind: "intervals",
    table: "PortTarget",
    join: 'left join "Node" n on n."id" = t."nodeId" join cut c on c."clusterId" = t."clusterId"',
    doomed: `${endOf("t", "n")} < c."intervals"`,
    age: endOf("t", "n"),
  },
  {
    ...base,
    kind: "intervals",
    table: "Judgement",
    join: 'join cut c on c."clusterId" = t."clusterId"',
    doomed: 't."endedAt" < c."intervals"',
    age: 't."endedAt"',
  },
  {
    ...base,
    kind: "intervals",
    table: "Scan",
    join: 'join "Cluster" k on k."id" = t."clusterId" join cut c on c."clusterId" = t."clusterId"',
    // What is known now came from these, and their pages are linked from it.
    doomed: `t."state" not in ('queued', 'running') and coalesce(t."finishedAt", t."requestedAt") < c."intervals"
      and t."id" is distinct from k."lastScanId" and t."id" is distinct from k."lastCompleteScanId"
      and not exists (select from "Node" w where w."clusterId" = t."clusterId" and w."present"
        and (w."lastScanId" = t."id" or w."checkedScanId" = t."id"))
      and not exists (select from "Finding" w join "FindingLook" l on l."findingId" = w."id"
        where w."clusterId" = t."clusterId" and w."state" <> 'resolved' and t."id" in (w."lastScanId", l."lastScanId"))
      and not exists (select from "Schedule" w where w."clusterId" = t."clusterId" and w."lastScanId" = t."id")`,
    age: 'coalesce(t."finishedAt", t."requestedAt")',
    unlinks: [
      ["FindingEvent", "scanId"],
      ["Finding", "lastScanId"],
      ["FindingLook", "lastScanId"],
    ],
  },
  {
    ...base,
    kind: "intervals",
    table: "Node",
    join: 'join cut c on c."clusterId" = t."clusterId"',
    doomed: `not t."present" and t."lastSeenAt" < c."intervals"
      and not exists (select from "PortTarget" w where w."nodeId" = t."id"
        and coalesce(w."endedAt", greatest(w."lastLookedAt", t."lastSeenAt")) >= c."intervals")
      and not exists (select from "Judgement" w where w."nodeId" = t."id"
        and (w."endedAt" is null or w."endedAt" >= c."intervals"))
      and not exists (select from "Change" w where w."nodeId" = t."id" and w."at" >= c."intervals")
      and not exists (select from "Finding" f where f."nodeId" = t."id" and not coalesce(${doomedFinding("f")}, false))`,
    age: 't."lastSeenAt"',
  },
];

const findings: RetentionTarget[] = [
  {
    ...base,
    kind: "findings",
    table: "FindingSpan",
    join: ofFinding,
    doomed: `(t."until" < c."findings" or ${doomedFinding("f")})`,
    age: 't."until"',
  },
  {
    ...base,
    kind: "findings",
    table: "FindingEvent",
    join: ofFinding,
    // How a stretch that is still remembered began stays with it, however long ago that was.
    doomed: `(${doomedFinding("f")} or t."at" < c."findings"
      and not (f."state" <> 'resolved' and t."at" >= coalesce(f."failingSince", f."firstSeenAt"))
      and not exists (select from "FindingSpan" w where w."findingId" = t."findingId" and w."until" >= c."findings"
        and w."openedAt" <= t."at"))`,
    age: 't."at"',
  },
  {
    ...base,
    kind: "findings",
    table: "Recheck",
    join: ofFinding,
    doomed: `(t."finishedAt" < c."findings" or ${doomedFinding("f")})`,
    age: 't."finishedAt"',
  },
  {
    ...base,
    kind: "findings",
    table: "Finding",
    join: 'join cut c on c."clusterId" = t."clusterId"',
    doomed: doomedFinding("t"),
    age: 't."resolvedAt"',
  },
];

const evidence: RetentionTarget[] = [
  {
    ...base,
    kind: "evidence",
    table: "RawScan",
    join: 'join cut c on c."clusterId" = t."clusterId"',
    doomed: 't."at" < c."evidence"',
    age: 't."at"',
  },
  {
    ...base,
    kind: "evidence",
    table: "RawPart",
    join: "",
    doomed: `not exists (select from (select unnest(w."parts") as "hash" from "RawScan" w
      left join cut c on c."clusterId" = w."clusterId" where ${keeps("c", 'w."at"')}) s where s."hash" = t."hash")`,
    age: 't."createdAt"',
    cluster: null,
    citedBy: "hash",
  },
  {
    ...base,
    kind: "evidence",
    table: "Evidence",
    join: "",
    doomed: `not exists (select from "Judgement" w left join cut c on c."clusterId" = w."clusterId"
        where w."evidenceHash" = t."hash" and (w."endedAt" is null or ${keeps("c", 'w."endedAt"')}))
      and not exists (select from "JudgementHistory" w join "Cluster" k on k."id" = w."clusterId"
        left join cut c on c."clusterId" = w."clusterId"
        where w."evidenceHash" = t."hash" and ${keeps("c", 'w."until"')})
      and not exists (select from "Finding" w left join cut c on c."clusterId" = w."clusterId"
        where w."evidenceHash" = t."hash" and (w."state" <> 'resolved' or ${keeps("c", 'w."resolvedAt"')}))
      and not exists (select from "Finding" w left join cut c on c."clusterId" = w."clusterId"
        where w."previousEvidenceHash" = t."hash" and (w."state" <> 'resolved' or ${keeps("c", 'w."resolvedAt"')}))
      and not exists (select from "AcceptanceMatch" w where w."evidenceHash" = t."hash" and w."until" = 'infinity')`,
    age: 't."createdAt"',
    cluster: null,
    citedBy: "hash",
  },
  {
    ...base,
    kind: "evidence",
    table: "PortAnswer",
    join: "",
    // That something answered, and that it was the same as before, stays; what it said goes.
    doomed: `t."facts" is not null
      and not exists (select from "PortState" s join "PortTarget" p on p."id" = s."targetId"
        left join "Node" n on n."id" = p."nodeId" left join cut c on c."clusterId" = p."clusterId"
        where s."answerId" = t."id" and (${endOf("p", "n")} is null or ${keeps("c", endOf("p", "n"))}))
      and not exists (select from "PortHistory" w join "PortTarget" p on p."id" = w."targetId"
        left join cut c on c."clusterId" = p."clusterId"
        where w."answerId" = t."id" and ${keeps("c", 'w."until"')})`,
    age: 't."createdAt"',
    cluster: null,
    citedBy: "id",
    empties: "facts",
  },
];

const rollups: RetentionTarget[] = ["TrendDay", "TrendFlow"].map((table) => ({
  ...base,
  kind: "rollups",
  table,
  join: ofCluster,
  doomed: `(k."id" is null and t."clusterId" <> '' or t."day" < (c."rollups" at time zone 'UTC')::date)`,
  age: `t."day"::timestamp at time zone 'UTC'`,
}));

/** In the order in which they go: what cites others first. */
export const retentionTargets: readonly RetentionTarget[] = [...evidence, ...intervals, ...findings, ...rollups];

/** Reads the cutoffs from the first parameter, JSON. */
export const cutSql = `with cut as materialized (select * from json_to_recordset($1::json)
  as r("clusterId" text, "intervals" timestamptz, "findings" timestamptz, "evidence" timestamptz, "rollups" timestamptz))`;
