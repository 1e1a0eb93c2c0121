import { setTimeout as sleep } from "node:timers/promises";
import { AppError } from "../domain/errors.ts";
import type { RetentionKind } from "../domain/memory.ts";
import { query, transaction } from "./client.ts";
import { lockEvidence } from "./evidence-lock.ts";
import { dropPartition, unlessDropped } from "./partitions.ts";
import { readPlan } from "./retention-policies.ts";
import { cutSql, type RetentionTarget, retentionTargets } from "./retention-targets.ts";

export interface RetentionOptions {
  /** Rows at most, over all tables; what is left goes with the next call. */
  limit?: number;
  /** Rows a statement. */
  batch?: number;
  signal?: AbortSignal;
  /** How long a scan may be kept waiting. Units: ms. */
  lockTimeoutMs?: number;
  /** Called after every step with what is gone so far. */
  onStep?: (removed: Removed) => Promise<void>;
}

/** What is gone. */
export interface Removed {
  tables: { table: string; kind: RetentionKind; rows: number }[];
  partitions: string[];
}

export interface RetentionOutcome extends Removed {
  rows: number;
  /** False when something is left for the next run. */
  done: boolean;
  /** Why something is left. */
  waiting: string[];
}

const lockTries = 3;
const restMs = 500;

/** Does a step that gives way to scans; the sentence of what stood in its way, null when it was done. */
async function giveWay(step: () => Promise<void>, signal?: AbortSignal): Promise<string | null> {
  for (let tries = 1; ; tries += 1) {
    try {
      await step();
      return null;
    } catch (error) {
      if (!(error instanceof AppError) || !/is busy with these tables/.test(error.message)) throw error;
      if (tries === lockTries || signal?.aborted) return error.message;
      await sleep(restMs);
    }
  }
}

const deleted = (target: RetentionTarget, from: string) => {
  const { join, doomed, lock, unlinks } = target;
  const id = unlinks.length > 0 ? ', t."id"' : "";
  const chosen = `select t.ctid as "place"${id} from "${from}" t ${join} where ${doomed} limit $2 for update of ${lock} skip locked`;
  const unlinked = unlinks.map(
    ([table, column]) =>
      `, "un${table}" as (update "${table}" w set "${column}" = null from gone where w."${column}" = gone."id")`,
  );
  return `${cutSql}, gone as materialized (${chosen})${unlinked.join("")} delete from "${from}" d using gone where d.ctid = gone."place"`;
};

/** Rows that a look only ever adds; of all others it may just have read the one that is to go, to bring it back. */
const onlyAdded = (target: RetentionTarget) => target.partitioned || target.kind === "rollups";

/**
 * Deletes one batch of rows that belong to one cluster each; rows that somebody writes just now stay for the next run. It
 * waits for scans that are being stored: what they read and mean to write must not leave in between.
 */
async function deleteBatch(
  target: RetentionTarget,
  from: string,
  of: { cutoffs: string; limit: number; lockTimeoutMs: number },
): Promise<number> {
  const sql = deleted(target, from);
  if (onlyAdded(target)) return query((database) => database.$executeRawUnsafe(sql, of.cutoffs, of.limit));
  return transaction(async (tx) => {
    await lockEvidence(tx, of.lockTimeoutMs);
    return tx.$executeRawUnsafe(sql, of.cutoffs, of.limit);
  });
}

/** Removes one batch of contents: found without a lock, looked at again while nothing is being cited. */
async function removeBatch(
  target: RetentionTarget,
  cutoffs: string,
  limit: number,
  lockTimeoutMs: number,
): Promise<number> {
  const { table, doomed, citedBy, empties } = target;
  const find = `${cutSql} select t."${citedBy}"::text as "key" from "${table}" t where ${doomed} limit $2`;
  const found = await query((database) => database.$queryRawUnsafe<{ key: string }[]>(find, cutoffs, limit));
  if (found.length === 0) return 0;
  const act = empties ? `update "${table}" t set "${empties}" = null` : `delete from "${table}" t`;
  const type = citedBy === "id" ? "int" : "text";
  const sql = `${cutSql} ${act} where t."${citedBy}" = any($2::text[]::${type}[]) and ${doomed}`;
  return transaction(async (tx) => {
    await lockEvidence(tx, lockTimeoutMs);
    const keys = found.map(({ key }) => key);
    return tx.$executeRawUnsafe(sql, cutoffs, keys);
  });
}

/**
 * Deletes what the policies no longer keep: whole months first, then rows in short statements. What is true now is never
 * touched, and a run that breaks off or is repeated does no harm: the next one finds what is left.
 */
export async function applyRetention(now: Date, options: RetentionOptions = {}): Promise<RetentionOutcome> {
  const { limit = 2_000_000, batch = 5_000, signal, lockTimeoutMs = 1_000, onStep } = options;
  const plan = await readPlan(now);
  const cutoffs = JSON.stringify(plan.cutoffs);
  const outcome: RetentionOutcome = { tables: [], partitions: [], rows: 0, done: true, waiting: [] };
  const count = async (target: Pick<RetentionTarget, "table" | "kind">, rows: number) => {
    outcome.rows += rows;
    const known = outcome.tables.find(({ table }) => table === target.table);
    if (known) known.rows += rows;
    else if (rows > 0) outcome.tables.push({ table: target.table, kind: target.kind, rows });
    await onStep?.({ tables: outcome.tables, partitions: outcome.partitions });
  };
  const over = () => signal?.aborted === true || outcome.rows >= limit;
  const wait = (what: string, why: string | null) => {
    if (why) outcome.waiting.push(`${what}: ${why}`);
  };
  for (const partition of plan.drop) {
    if (over()) break;
    const drop = async () => {
      const rows = await dropPartition(partition, lockTimeoutMs);
      outcome.partitions.push(partition.name);
      await count({ table: partition.table, kind: "intervals" }, rows);
    };
    wait(partition.name, await giveWay(drop, signal));
  }
  for (const target of retentionTargets) {
    const trimmed = plan.trim.filter(({ table }) => table === target.table).map(({ name }) => name);
    for (const from of target.partitioned ? trimmed : [target.table]) {
      let rows = batch;
      const step = async () => {
        const most = Math.min(batch, limit - outcome.rows);
        rows = target.citedBy
          ? await removeBatch(target, cutoffs, most, lockTimeoutMs)
          : await unlessDropped(() => deleteBatch(target, from, { cutoffs, limit: most, lockTimeoutMs }));
        await count(target, rows);
      };
      while (rows > 0 && !over()) {
        const why = await giveWay(step, signal);
        wait(from, why);
        if (why) break;
      }
    }
  }
  outcome.done = !over() && outcome.waiting.length === 0;
  return outcome;
}
