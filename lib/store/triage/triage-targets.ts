import { AppError } from "../../domain/errors.ts";
import { foldTerms, resolveMe } from "../../domain/filter-language/index.ts";
import type { FindingState } from "../../domain/finding-state.ts";
import type { TriageConflict, TriageTarget } from "../../domain/triage.ts";
import { selectRows } from "../bulk.ts";
import type { Transaction } from "../client.ts";
import { findingCondition } from "../finding-filter.ts";
import { Prisma } from "../generated/client.ts";

/** One act decides of so many findings at most. */
export const mostFindings = 200_000;

/** What an act looks at to say whether it applies to a finding. */
export interface TargetRow {
  id: string;
  clusterId: string;
  state: FindingState;
  decision: string | null;
  assignee: string | null;
  dueOverride: string | null;
  vantageKind: string;
  triageVersion: number;
  /** Of an act that makes an acceptance: whether it covers the finding. */
  covered: boolean;
}

const columns = Prisma.sql`f."id", f."clusterId", f."state", f."decision", f."assignee", f."dueOverride", f."vantageKind",
  f."triageVersion"`;

/** The same target with the actor's name where its filter says "me". */
export function forActor(target: TriageTarget, name: string): TriageTarget {
  if (target.kind === "findings" || !target.query.where) return target;
  return { ...target, query: { ...target.query, where: resolveMe(target.query.where, name) } };
}

/** The condition over `"Finding" f` of what a person chose. */
function chosen(target: TriageTarget): Prisma.Sql {
  if (target.kind === "findings") return Prisma.sql`f."id" = any(${target.items.map(({ id }) => id)}::text[])`;
  const { sort: _sort, limit: _limit, cursor: _cursor, ...filter } = target.query;
  if (foldTerms(filter).at)
    throw new AppError("invalid", "What stood at a past time cannot be decided of; leave out at.");
  return findingCondition(filter);
}

/** The condition of all that an act may move: what was chosen, and what a new acceptance covers beside it. */
function reached(target: TriageTarget, covers: Prisma.Sql | null): Prisma.Sql {
  if (covers === null) return chosen(target);
  return Prisma.sql`((${chosen(target)}) or (f."state" in ('open', 'acknowledged') and (${covers})))`;
}

/** Clusters that an act reaches into, before their rows are held. */
export async function readTargetClusters(
  tx: Transaction,
  target: TriageTarget,
  covers: Prisma.Sql | null,
): Promise<string[]> {
  const rows = await tx.$queryRaw<{ clusterId: string }[]>`
    select distinct f."clusterId" from "Finding" f where ${reached(target, covers)}`;
  return rows.map(({ clusterId }) => clusterId);
}

export interface Targets {
  rows: TargetRow[];
  conflicts: TriageConflict[];
  /** Chosen ones that are no more. */
  gone: number;
}

async function readRows(tx: Transaction, where: Prisma.Sql, covers: Prisma.Sql | null): Promise<TargetRow[]> {
  const sql = Prisma.sql`select ${columns}, ${covers ?? Prisma.sql`true`} as "covered" from "Finding" f
    where ${where} order by f."clusterId", f."id" limit ${mostFindings + 1}`;
  const rows = await selectRows<TargetRow>(tx, sql.text, ...sql.values);
  if (rows.length > mostFindings) {
    throw new AppError("invalid", `One act decides of at most ${mostFindings} findings; narrow the filter.`);
  }
  return rows;
}

interface ConflictRow {
  id: string;
  headline: string;
  state: string;
  triageVersion: number;
  triagedBy: string | null;
  triagedAt: Date | null;
}

/** Who acted on findings since, and how they stand now. */
export async function readConflicts(tx: Transaction, ids: readonly string[]): Promise<TriageConflict[]> {
  if (ids.length === 0) return [];
  const rows = await tx.$queryRaw<ConflictRow[]>`
    select "id", "headline", "state", "triageVersion", "triagedBy", "triagedAt" from "Finding"
    where "id" = any(${[...ids]}::text[]) order by "id"`;
  return rows.map(({ id, headline, state, triageVersion, triagedBy, triagedAt }) => ({
    findingId: id,
    headline,
    by: triagedBy ?? "Breakwater",
    at: (triagedAt ?? new Date(0)).toISOString(),
    state: state as FindingState,
    version: triageVersion,
  }));
}

/**
 * Findings that an act reaches, their clusters' rows being held. Chosen one by one, those that somebody changed since are
 * conflicts; by filter, AppError "conflict" where not as many match as were told.
 */
export async function readTargets(tx: Transaction, target: TriageTarget, covers: Prisma.Sql | null): Promise<Targets> {
  const rows = await readRows(tx, chosen(target), covers);
  if (target.kind === "filter" && rows.length !== target.total) {
    throw new AppError(
      "conflict",
      `The filter matched ${target.total} findings when you looked, and ${rows.length} now. Nothing was changed: look again.`,
    );
  }
  const known = new Set(rows.map(({ id }) => id));
  const beside =
    covers === null
      ? []
      : (await readRows(tx, Prisma.sql`f."state" in ('open', 'acknowledged') and (${covers})`, covers)).filter(
          ({ id }) => !known.has(id),
        );
  if (target.kind === "filter") return { rows: [...rows, ...beside], conflicts: [], gone: 0 };
  const versions = new Map(target.items.map(({ id, version }) => [id, version]));
  const stale = rows.filter(({ id, triageVersion }) => versions.get(id) !== triageVersion).map(({ id }) => id);
  const left = new Set(stale);
  return {
    rows: [...rows.filter(({ id }) => !left.has(id)), ...beside],
    conflicts: await readConflicts(tx, stale),
    gone: versions.size - rows.length,
  };
}
