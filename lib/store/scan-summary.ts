import type { ScanState } from "../domain/finding-state.ts";
import type { Coverage, ScanProfile, ScanProgress } from "../domain/scan-report.ts";
import type { VantageKind } from "../domain/vantage.ts";
import type { SeverityCounts } from "../domain/views/cluster-view.ts";
import type { ScanSummary } from "../domain/views/scan-view.ts";
import { fromJson, iso, isoOrNull } from "./column-values.ts";
import type { Prisma } from "./generated/client.ts";

/** What a line of the scan list needs; the long columns stay behind. */
export const summaryColumns = {
  id: true,
  clusterId: true,
  state: true,
  trigger: true,
  profile: true,
  vantageName: true,
  vantageKind: true,
  requestedAt: true,
  startedAt: true,
  finishedAt: true,
  coverage: true,
  found: true,
  changesNew: true,
  changesFixed: true,
  progress: true,
  message: true,
  resumes: true,
  cluster: { select: { name: true } },
} as const satisfies Prisma.ScanSelect;

export type SummaryRow = Prisma.ScanGetPayload<{ select: typeof summaryColumns }>;

export function summariseScan(row: SummaryRow): ScanSummary {
  const coverage = fromJson<Coverage | null>(row.coverage);
  const { changesNew, changesFixed, vantageName, vantageKind } = row;
  return {
    id: row.id,
    clusterId: row.clusterId,
    clusterName: row.cluster.name,
    state: row.state as ScanState,
    trigger: row.trigger as ScanSummary["trigger"],
    profile: row.profile as ScanProfile,
    vantage: vantageName && vantageKind ? { name: vantageName, kind: vantageKind as VantageKind } : null,
    requestedAt: iso(row.requestedAt),
    startedAt: isoOrNull(row.startedAt),
    finishedAt: isoOrNull(row.finishedAt),
    nodes: coverage && { known: coverage.nodes.known, checked: coverage.nodes.checked },
    found: fromJson<SeverityCounts | null>(row.found),
    changes: changesNew === null || changesFixed === null ? null : { new: changesNew, fixed: changesFixed },
    progress: fromJson<ScanProgress | null>(row.progress),
    message: row.message,
    resumes: row.resumes,
  };
}
