import { AppError } from "../domain/errors.ts";
import { type ChangeKind, changeKinds } from "../domain/finding-state.ts";
import type { ScanProfile } from "../domain/scan-report.ts";
import { type Severity, severityRank } from "../domain/severity.ts";
import type { Subject } from "../domain/subject.ts";
import type { VantageKind } from "../domain/vantage.ts";
import type { Verdict } from "../domain/verdict.ts";
import type { ScanDiff } from "../domain/views/scan-view.ts";
import { type ComparedScan, compareScans, type ResultChange } from "../posture/index.ts";
import { query } from "./client.ts";
import { fromJson } from "./column-values.ts";
import { type SummaryRow, summariseScan, summaryColumns } from "./scan-summary.ts";

type Loaded = SummaryRow & { nodeUids: string[]; nodesListed: boolean };

async function loadScan(id: string): Promise<Loaded> {
  const columns = { ...summaryColumns, nodeUids: true, nodesListed: true };
  const scan = await query((database) => database.scan.findUnique({ where: { id }, select: columns }));
  if (!scan) throw new AppError("not-found", `There is no scan with the id ${id}.`);
  if (scan.state !== "complete" && scan.state !== "partial") {
    throw new AppError("conflict", `Scan ${id} is ${scan.state}: it has no results to compare.`);
  }
  return scan;
}

async function loadResults(scan: Loaded): Promise<ComparedScan> {
  const rows = await query((database) =>
    database.scanResult.findMany({ where: { scanId: scan.id }, omit: { evidenceAt: true, evidenceHash: true } }),
  );
  return {
    complete: scan.state === "complete",
    profile: scan.profile as ScanProfile,
    nodeUids: scan.nodesListed ? scan.nodeUids : null,
    results: rows.map((row) => ({
      fingerprint: row.fingerprint,
      checkId: row.checkId,
      verdict: row.verdict as Verdict,
      severity: row.severity as Severity,
      headline: row.headline,
      reason: row.reason,
      subject: fromJson<Subject>(row.subject),
      vantage: row.vantageKind as VantageKind,
    })),
  };
}

function listed(changes: readonly ResultChange[]): ResultChange[] {
  const rank = ({ kind, result }: ResultChange) => changeKinds.indexOf(kind) * 10 + severityRank(result.severity);
  const place = ({ result }: ResultChange) => `${result.subject.node ?? result.subject.name} ${result.checkId}`;
  return changes
    .filter(({ kind }) => kind !== "same")
    .sort((a, b) => rank(a) - rank(b) || place(a).localeCompare(place(b)));
}

/** Compares two scans of one cluster. What is the same is counted, not listed. */
export async function diffScans(a: string, b: string): Promise<ScanDiff> {
  const [first, second] = await Promise.all([loadScan(a), loadScan(b)]);
  if (first.clusterId !== second.clusterId) {
    throw new AppError("invalid", "The two scans are of different clusters and cannot be compared.");
  }
  const changes = compareScans(...(await Promise.all([loadResults(first), loadResults(second)])));
  const counts = Object.fromEntries(changeKinds.map((kind) => [kind, 0])) as Record<ChangeKind, number>;
  for (const { kind } of changes) counts[kind] += 1;
  const findings = await query((database) =>
    database.finding.findMany({ where: { clusterId: first.clusterId }, select: { id: true, fingerprint: true } }),
  );
  const idOf = new Map(findings.map(({ id, fingerprint }) => [fingerprint, id]));
  return {
    a: summariseScan(first),
    b: summariseScan(second),
    counts,
    changes: listed(changes).map(({ kind, result, detail }) => ({
      kind,
      fingerprint: result.fingerprint,
      findingId: idOf.get(result.fingerprint) ?? null,
      checkId: result.checkId,
      headline: result.headline,
      node: result.subject.node ?? (result.subject.kind === "Node" ? result.subject.name : null),
      port: result.subject.port ?? null,
      detail,
    })),
  };
}
