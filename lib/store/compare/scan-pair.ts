import { AppError } from "../../domain/errors.ts";
import type { Coverage } from "../../domain/scan-report.ts";
import type { ComparedSide, RulesDifference } from "../../domain/views/compare-view.ts";
import { ruleChange } from "../../posture/index.ts";
import { query } from "../client.ts";
import { fromJson, iso } from "../column-values.ts";
import { Prisma } from "../generated/client.ts";
import { summariseScan, summaryColumns } from "../scan-summary.ts";

const { sql } = Prisma;

export interface PairedScan {
  id: string;
  /** The instant of all it stored. RFC 3339. */
  at: string;
  complete: boolean;
  nodesListed: boolean;
  side: ComparedSide;
}

/** A node that only one of two scans had; id and name as far as they are known. */
export interface NodeOfOne {
  uid: string;
  id: string | null;
  name: string | null;
}

/** Two stored scans of one cluster; `a` is what was asked for first, not what ended first. */
export interface ScanPair {
  clusterId: string;
  a: PairedScan;
  b: PairedScan;
  rules: RulesDifference | null;
  /** Nodes that are only in the first, and only in the second. */
  gone: NodeOfOne[];
  came: NodeOfOne[];
  /** True where fewer changes lie between the two than after them. */
  nearEachOther: boolean;
}

const columns = { ...summaryColumns, rulesHash: true, nodesListed: true } as const;

async function loadScan(id: string) {
  const row = await query((database) => database.scan.findUnique({ where: { id }, select: columns }));
  if (!row) throw new AppError("not-found", `There is no scan with the id ${id}.`);
  if ((row.state !== "complete" && row.state !== "partial") || !row.finishedAt) {
    throw new AppError("conflict", `Scan ${id} is ${row.state}: it has no results to compare.`);
  }
  const kept = await query(
    (database) => database.$queryRaw<{ judged: boolean }[]>`
      select "judged" is not null and (not isempty("judged") or not isempty("doubted")
        or coalesce((select sum("value"::int) from jsonb_each_text("verdicts")), 0) = 0) as "judged"
      from "Scan" where "id" = ${id}`,
  );
  if (!kept[0]?.judged) {
    throw new AppError(
      "conflict",
      `Of scan ${id} only its numbers are kept: it was stored after a newer one, or by an older version. Compare another.`,
    );
  }
  const scan: PairedScan = {
    id,
    at: iso(row.finishedAt),
    complete: row.state === "complete",
    nodesListed: row.nodesListed,
    side: { scan: summariseScan(row), coverage: fromJson<Coverage | null>(row.coverage), rulesHash: row.rulesHash },
  };
  return scan;
}

type Revisions = Record<string, string>;

async function readRules(hashes: readonly string[]): Promise<Map<string, Revisions>> {
  const rows = await query((database) => database.ruleSet.findMany({ where: { hash: { in: [...hashes] } } }));
  const words = (checks: Record<string, unknown>): Revisions =>
    Object.fromEntries(Object.entries(checks).map(([id, revision]) => [id, JSON.stringify(revision)]));
  return new Map(rows.map(({ hash, checks }) => [hash, words(fromJson<Record<string, unknown>>(checks))]));
}

async function compareRules(a: string | null, b: string | null): Promise<RulesDifference | null> {
  if (!a || !b || a === b) return null;
  const sets = await readRules([a, b]);
  const [before, after] = [sets.get(a), sets.get(b)];
  if (!before || !after) return null;
  const all = [...new Set([...Object.keys(before), ...Object.keys(after)])].sort();
  const which = (change: string) => all.filter((id) => ruleChange(id, before, after) === change);
  return { added: which("added"), removed: which("removed"), revised: which("revised") };
}

type Ends = Omit<ScanPair, "gone" | "came" | "rules">;

/** Uids of the nodes that a scan knew; where it could not list them, those that were ever seen until then. */
function uidsOf(scan: PairedScan, { clusterId }: Ends): Prisma.Sql {
  if (scan.nodesListed) return sql`select unnest("nodeUids") from "Scan" where "id" = ${scan.id}`;
  return sql`select "uid" from "Node" where "clusterId" = ${clusterId} and "firstSeenAt" <= ${scan.at}::timestamptz`;
}

/** Nodes of one scan that the other, which listed every node, does not have. */
async function nodesOnlyOf(scan: PairedScan, other: PairedScan, ends: Ends): Promise<NodeOfOne[]> {
  if (!other.nodesListed || scan.id === other.id) return [];
  return query(
    (database) => database.$queryRaw<NodeOfOne[]>`
      select u."uid", n."id", n."name" from (${uidsOf(scan, ends)} except ${uidsOf(other, ends)}) u("uid")
        left join "Node" n on n."clusterId" = ${ends.clusterId} and n."uid" = u."uid"`,
  );
}

/** Reads two scans; AppError "not-found", "conflict" for one without results, "invalid" for different clusters. */
export async function loadScanPair(a: string, b: string): Promise<ScanPair> {
  const [first, second] = await Promise.all([loadScan(a), loadScan(b)]);
  const [one, other] = [first.side.scan, second.side.scan];
  if (one.clusterId !== other.clusterId) {
    throw new AppError(
      "invalid",
      `The two scans are of different clusters, ${one.clusterName} and ${other.clusterName}, and cannot be compared.`,
    );
  }
  const { clusterId } = one;
  const [rules, cluster] = await Promise.all([
    compareRules(first.side.rulesHash, second.side.rulesHash),
    query((database) => database.cluster.findUnique({ where: { id: clusterId }, select: { lookedAt: true } })),
  ]);
  const times = [Date.parse(first.at), Date.parse(second.at)];
  const [from, to] = [Math.min(...times), Math.max(...times)];
  const newest = Math.max(to, cluster?.lookedAt?.getTime() ?? to);
  const ends = { clusterId, a: first, b: second, nearEachOther: to - from <= newest - to };
  const [gone, came] = await Promise.all([nodesOnlyOf(first, second, ends), nodesOnlyOf(second, first, ends)]);
  return { ...ends, rules, gone, came };
}
