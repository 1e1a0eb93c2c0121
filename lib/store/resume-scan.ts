import { AppError } from "../domain/errors.ts";
import type { Coverage, ResumedScan, ScanProfile } from "../domain/scan-report.ts";
import type { ScanSummary } from "../domain/views/scan-view.ts";
import { query } from "./client.ts";
import { fromJson } from "./column-values.ts";
import { requestScan } from "./request-scan.ts";

const resumable = ["partial", "cancelled", "failed"];

/** What a scan had come to, with what those it resumed had; null where that is not known. */
function cameTo(scanId: string, coverage: Coverage | null): ResumedScan | null {
  if (!coverage?.nodes.looked) return null;
  const { nodes, resumed } = coverage;
  return {
    scanId,
    nodes: [...(resumed?.nodes ?? []), ...(nodes.looked ?? [])],
    unreachable: [...(resumed?.unreachable ?? []), ...nodes.unreachable],
  };
}

/** How many nodes a stopped scan and those that it resumed did not come to; null where that is not known. */
export function nodesLeft(coverage: Coverage | null): number | null {
  const before = cameTo("", coverage);
  return before && coverage ? Math.max(0, coverage.nodes.known - before.nodes.length) : null;
}

/**
 * Asks for a scan of what a stopped one did not come to, with its profile. AppError "conflict" when it was not stopped,
 * when nothing is left of it, or while another scan of the cluster is queued or runs.
 */
export async function resumeScan(id: string): Promise<ScanSummary> {
  const scan = await query((database) =>
    database.scan.findUnique({
      where: { id },
      select: { clusterId: true, state: true, profile: true, coverage: true },
    }),
  );
  if (!scan) throw new AppError("not-found", `There is no scan with the id ${id}.`);
  if (!resumable.includes(scan.state)) {
    const instead = scan.state === "complete" ? "it is complete; ask for a new scan." : `it is ${scan.state}.`;
    throw new AppError("conflict", `Scan ${id} was not stopped: ${instead}`);
  }
  if (nodesLeft(fromJson<Coverage | null>(scan.coverage)) === 0) {
    throw new AppError("conflict", `Scan ${id} came to every node; ask for a new scan.`);
  }
  const profile = scan.profile as ScanProfile;
  return requestScan({ clusterId: scan.clusterId, profile, trigger: "manual", resumes: id });
}

/**
 * What need not be looked at again from a vantage, because the scan that is resumed looked at it from there. Null where
 * nothing of it is kept, or it looked from another place.
 */
export async function readResumed(id: string, vantageName: string): Promise<ResumedScan | null> {
  const scan = await query((database) =>
    database.scan.findUnique({ where: { id }, select: { coverage: true, vantageName: true } }),
  );
  if (!scan || scan.vantageName !== vantageName) return null;
  return cameTo(id, fromJson<Coverage | null>(scan.coverage));
}
