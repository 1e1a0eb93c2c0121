import type { RetentionKind } from "../domain/memory.ts";
import type { RetentionEdit, RetentionPreview, RetentionPreviewKind } from "../domain/views/retention-view.ts";
import { retentionKinds } from "../posture/index.ts";
import { query } from "./client.ts";
import { type RetentionPlan, readPlan } from "./retention-policies.ts";
import { cutSql, type RetentionTarget, retentionTargets } from "./retention-targets.ts";

interface Counted {
  clusterId: string | null;
  rows: bigint;
  bytes: bigint;
  oldest: Date | null;
  newest: Date | null;
}

/** Header of a row on its page. */
const rowHeaderBytes = 28;

/** Counts what the next run deletes of one table, by cluster. */
async function countTarget(target: RetentionTarget, cutoffs: string): Promise<Counted[]> {
  const { table, join, doomed, age, cluster, empties } = target;
  const size = empties ? `pg_column_size(t."${empties}")` : `pg_column_size(t.*) + ${rowHeaderBytes}`;
  const sql = `${cutSql} select ${cluster ?? "null::text"} as "clusterId", count(*) as "rows",
      coalesce(sum(${size}), 0)::bigint as "bytes", min(${age}) as "oldest", max(${age}) as "newest"
    from "${table}" t ${join} where ${doomed} group by 1`;
  return query((database) => database.$queryRawUnsafe<Counted[]>(sql, cutoffs));
}

function addUp(kind: RetentionKind, counted: [string, Counted[]][], plan: RetentionPlan): RetentionPreviewKind {
  const all = counted.flatMap(([, rows]) => rows);
  const sum = (rows: readonly Counted[], of: "rows" | "bytes") =>
    rows.reduce((total, row) => total + Number(row[of]), 0);
  const times = all.flatMap(({ oldest, newest }) => (oldest && newest ? [oldest.getTime(), newest.getTime()] : []));
  const clusters = plan.clusters.map(({ id, name }) => ({
    id,
    name,
    rows: sum(
      all.filter(({ clusterId }) => clusterId === id),
      "rows",
    ),
  }));
  const whole = kind === "intervals" ? plan.drop : [];
  return {
    kind,
    rows: sum(all, "rows"),
    bytes: sum(all, "bytes"),
    oldest: times.length > 0 ? new Date(Math.min(...times)).toISOString() : null,
    newest: times.length > 0 ? new Date(Math.max(...times)).toISOString() : null,
    clusters: clusters.filter(({ rows }) => rows > 0),
    tables: counted.map(([table, rows]) => ({ table, rows: sum(rows, "rows") })).filter(({ rows }) => rows > 0),
    partitions: whole.map(({ name }) => name),
    partitionBytes: whole.reduce((total, { bytes }) => total + bytes, 0),
  };
}

/**
 * Counts exactly what the next run would delete, with the edit where one is given; it changes nothing. Throws AppError
 * "invalid" for days that do not fit.
 */
export async function previewPolicy(edit: RetentionEdit | undefined, now = new Date()): Promise<RetentionPreview> {
  const plan = await readPlan(now, edit);
  const cutoffs = JSON.stringify(plan.cutoffs);
  const kinds: RetentionPreviewKind[] = [];
  for (const kind of retentionKinds) {
    const counted: [string, Counted[]][] = [];
    for (const target of retentionTargets.filter((of) => of.kind === kind)) {
      counted.push([target.table, await countTarget(target, cutoffs)]);
    }
    kinds.push(addUp(kind, counted, plan));
  }
  const sum = (of: "rows" | "bytes") => kinds.reduce((total, kind) => total + kind[of], 0);
  return { at: now.toISOString(), rows: sum("rows"), bytes: sum("bytes"), kinds };
}
