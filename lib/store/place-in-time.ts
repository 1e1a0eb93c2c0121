import type { ScanReport } from "../domain/scan-report.ts";
import type { Transaction } from "./client.ts";

/** Where a report stands in the memory of its cluster. */
export interface Placed {
  report: ScanReport;
  /** The one instant of all it saw, after every other of its cluster; RFC 3339. */
  at: string;
  /** By how much its clock lies before the newest scan; null where it does not. */
  clockWentBackMs: number | null;
  /** It was made before a scan that is stored already: what it saw is older than what is known. */
  late: boolean;
}

/** The same report as of another time: its own clock is not to be trusted. */
function asOf(report: ScanReport, at: string): ScanReport {
  const shifted = <Seen extends { at: string }>(seen: Seen): Seen => ({ ...seen, at });
  const { observations, sweeps } = report;
  return {
    ...report,
    startedAt: at,
    finishedAt: at,
    observations: observations.map(shifted),
    sweeps: sweeps.map(shifted),
  };
}

/**
 * Puts a report after everything that is stored of its cluster. What was begun after the newest scan was stored, and yet
 * ends before it, was made by a clock that went back: it counts as of now. A scan that ends before the newest and was
 * begun before that was stored is late. `claim` is the number that the look drew when it was begun.
 */
export async function placeInTime(
  tx: Transaction,
  of: { clusterId: string; claim: bigint | null; kind: "scan" | "recheck" },
  report: ScanReport,
): Promise<Placed> {
  const rows = await tx.$queryRaw<{ lookedAt: Date | null; lastClaim: bigint | null; lastEnd: Date | null }[]>`
    select c."lookedAt", c."lastClaim", s."finishedAt" as "lastEnd"
    from "Cluster" c left join "Scan" s on s."id" = c."lastScanId" where c."id" = ${of.clusterId}`;
  const { lookedAt = null, lastClaim = null, lastEnd = null } = rows[0] ?? {};
  const ended = Date.parse(report.finishedAt);
  const at = new Date(Math.max(ended, (lookedAt?.getTime() ?? Number.NEGATIVE_INFINITY) + 1)).toISOString();
  if (lastEnd === null || ended > lastEnd.getTime()) return { report, at, clockWentBackMs: null, late: false };
  const begunAfter = of.claim !== null && (lastClaim === null || of.claim > lastClaim);
  if (begunAfter) {
    return { report: asOf(report, at), at, clockWentBackMs: lastEnd.getTime() - ended, late: false };
  }
  const late = of.kind === "scan";
  return { report, at: late ? new Date(ended).toISOString() : at, clockWentBackMs: null, late };
}

/** Remembers that a look was stored, so that the next one comes after it. */
export async function rememberLook(
  tx: Transaction,
  clusterId: string,
  { at, late }: Placed,
  kind: "scan" | "recheck",
): Promise<void> {
  if (late) return;
  await tx.$executeRaw`update "Cluster" set "lookedAt" = ${at}::timestamptz where "id" = ${clusterId}`;
  if (kind === "recheck") return;
  await tx.$executeRaw`update "Cluster" set "lastClaim" = nextval('"Scan_claim_seq"') where "id" = ${clusterId}`;
}
