import { AppError } from "../../domain/errors.ts";
import type { Coverage } from "../../domain/scan-report.ts";
import type { ComparedSide, RulesDifference } from "../../domain/views/compare-view.ts";
import { ruleChange } from "../../posture/index.ts";
import { query } from "../client.ts";
import { fromJson, iso } from "../column-values.ts";
import { summariseScan, summaryColumns } from "../scan-summary.ts";

export interface PairedScan {
  id: string;
  /** The instant of all it stored. RFC 3339. */
  at: string;
  complete: boolean;
  nodesListed: boolean;
  side: ComparedSide;
}

/** Two stored scans of one cluster; `a` is what was asked for first, not what ended first. */
export interface ScanPair {
  clusterId: string;
  a: PairedScan;
  b: PairedScan;
  rules: RulesDifference | null;
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
  return { clusterId, a: first, b: second, rules, nearEachOther: to - from <= newest - to };
}
