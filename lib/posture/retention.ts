import { type RetentionKind, retentionDefaults } from "../domain/memory.ts";
import type { RetentionDays, RetentionEdit } from "../domain/views/retention-view.ts";

export const retentionKinds = Object.keys(retentionDefaults) as RetentionKind[];

/** Days of ten years; longer is for ever. */
export const longestDays = 3650;
const dayMs = 86_400_000;

/** A row of the policies: clusterId "" is for every cluster without its own. */
export interface PolicyRow {
  clusterId: string;
  kind: RetentionKind;
  days: number | null;
}

/** A month of a table; every row in it is older than `to`. */
interface Month {
  name: string;
  from: Date;
  to: Date;
}

/** Before which instant each kind of one cluster is deleted; null is never. */
export type Cutoffs = { clusterId: string } & Record<RetentionKind, Date | null>;

/** What is wrong with a number of days, with what to do instead; null when nothing is. */
export function daysProblem(days: unknown): string | null {
  if (days === null) return null;
  if (typeof days !== "number" || Number.isNaN(days)) {
    return "give the number of days in digits, such as 30, or keep it for ever.";
  }
  if (days === 0) return "0 days would delete everything at once: give at least 1 day, or keep it for ever.";
  if (days < 0) return "days cannot be negative: give at least 1 day, or keep it for ever.";
  if (days > longestDays) return `at most ${longestDays} days (ten years): give fewer, or keep it for ever.`;
  if (!Number.isInteger(days)) return `give whole days: ${Math.max(1, Math.round(days))}, not ${days}.`;
  return null;
}

const longer = (days: number | null, than: number | null) => than !== null && (days === null || days > than);

/** What is wrong with policies taken together, as field and sentence; null when nothing is. */
export function policyProblem(days: RetentionDays): { kind: RetentionKind; message: string } | null {
  for (const kind of retentionKinds) {
    const message = daysProblem(days[kind]);
    if (message) return { kind, message };
  }
  for (const cites of ["intervals", "findings"] as const) {
    if (longer(days.evidence, days[cites])) {
      const message = `evidence cannot outlive the ${cites} that cite it: give at most ${days[cites]} days, or keep ${cites} longer.`;
      return { kind: "evidence", message };
    }
  }
  return null;
}

/** What holds for a cluster: its own, else what is set for all, else what comes with the program. */
export function effectiveDays(rows: readonly PolicyRow[], clusterId: string): RetentionDays {
  const of = (id: string, kind: RetentionKind) => rows.find((row) => row.clusterId === id && row.kind === kind);
  const days = (kind: RetentionKind) => {
    const row = of(clusterId, kind) ?? of("", kind);
    return row ? row.days : retentionDefaults[kind];
  };
  return {
    intervals: days("intervals"),
    findings: days("findings"),
    evidence: days("evidence"),
    rollups: days("rollups"),
  };
}

/** The policies as they are after an edit. */
export function applyEdit(rows: readonly PolicyRow[], edit: RetentionEdit): PolicyRow[] {
  const others = rows.filter(({ clusterId }) => clusterId !== edit.clusterId);
  const own = retentionKinds.flatMap((kind): PolicyRow[] => {
    const days = edit[kind];
    return days === "default" ? [] : [{ clusterId: edit.clusterId, kind, days }];
  });
  return [...others, ...own];
}

const cutoff = (days: number | null, now: Date) => (days === null ? null : new Date(now.getTime() - days * dayMs));

/**
 * What is deleted at an instant: before when for each cluster, which months leave whole because every cluster is past
 * them, and which are looked through row by row because only some are.
 */
export function planRetention<Partition extends Month>(of: {
  policies: readonly PolicyRow[];
  clusterIds: readonly string[];
  partitions: readonly Partition[];
  now: Date;
}): { cutoffs: Cutoffs[]; drop: Partition[]; trim: Partition[] } {
  const cutoffs = ["", ...of.clusterIds].map((clusterId): Cutoffs => {
    const days = effectiveDays(of.policies, clusterId);
    return {
      clusterId,
      intervals: cutoff(days.intervals, of.now),
      findings: cutoff(days.findings, of.now),
      evidence: cutoff(days.evidence, of.now),
      rollups: cutoff(days.rollups, of.now),
    };
  });
  const times = cutoffs.map(({ intervals }) => intervals?.getTime() ?? Number.NEGATIVE_INFINITY);
  const first = Math.min(...times);
  const drop = of.partitions.filter(({ to }) => to.getTime() <= first);
  // Months after every cutoff are looked through as well: rows of a cluster that is gone may lie in any.
  const trim = of.partitions.filter((partition) => !drop.includes(partition));
  return { cutoffs, drop, trim };
}
