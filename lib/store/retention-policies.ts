import { AppError } from "../domain/errors.ts";
import type { RetentionKind } from "../domain/memory.ts";
import type { RetentionDays, RetentionEdit, RetentionPolicyRow } from "../domain/views/retention-view.ts";
import {
  applyEdit,
  type Cutoffs,
  daysProblem,
  effectiveDays,
  type PolicyRow,
  planRetention,
  policyProblem,
  retentionKinds,
} from "../posture/index.ts";
import { query, type Transaction, transaction } from "./client.ts";
import { listPartitions, type Partition } from "./partitions.ts";

/** Row that says when policies were last set. */
const changeMark = "changed";

interface Known {
  rows: PolicyRow[];
  clusters: { id: string; name: string }[];
}

async function readPolicies(tx?: Transaction): Promise<Known> {
  return query(async (database) => {
    const of = tx ?? database;
    const rows = await of.retentionPolicy.findMany({
      where: { kind: { in: retentionKinds } },
      select: { clusterId: true, kind: true, days: true },
    });
    const clusters = await of.cluster.findMany({
      select: { id: true, name: true },
      orderBy: [{ name: "asc" }, { id: "asc" }],
    });
    return { rows: rows.map((row) => ({ ...row, kind: row.kind as RetentionKind })), clusters };
  });
}

const viewOf = (rows: readonly PolicyRow[], id: string, name: string | null): RetentionPolicyRow => ({
  clusterId: id,
  clusterName: name,
  days: effectiveDays(rows, id),
  own: retentionKinds.filter((kind) => rows.some((row) => row.clusterId === id && row.kind === kind)),
});

/** What is kept how long: first for all clusters, then for each. */
export async function getPolicies(): Promise<RetentionPolicyRow[]> {
  const { rows, clusters } = await readPolicies();
  return [viewOf(rows, "", null), ...clusters.map(({ id, name }) => viewOf(rows, id, name))];
}

/** What is in force for one cluster, "" for all. */
export async function daysKept(clusterId: string): Promise<RetentionDays> {
  return effectiveDays((await readPolicies()).rows, clusterId);
}

/** Which fields of an edit do not fit, each with a sentence; empty when it can be set. */
function findProblems({ rows, clusters }: Known, edit: RetentionEdit): Record<string, string> {
  const problems: Record<string, string> = {};
  for (const kind of retentionKinds) {
    const message = edit[kind] === "default" ? null : daysProblem(edit[kind]);
    if (message) problems[kind] = message;
  }
  if (Object.keys(problems).length > 0) return problems;
  const after = applyEdit(rows, edit);
  const own = policyProblem(effectiveDays(after, edit.clusterId));
  if (own) return { [own.kind]: own.message };
  for (const { id, name } of edit.clusterId === "" ? clusters : []) {
    const problem = policyProblem(effectiveDays(after, id));
    if (problem) return { [problem.kind]: `of the cluster "${name}", which has days of its own: ${problem.message}` };
  }
  return problems;
}

/** Which fields of an edit do not fit, for forms. Throws AppError "not-found" for a cluster that is gone. */
export async function checkEdit(edit: RetentionEdit): Promise<Record<string, string>> {
  const known = await readPolicies();
  requireKnown(known, edit);
  return findProblems(known, edit);
}

function requireKnown({ clusters }: Known, { clusterId }: RetentionEdit): void {
  if (clusterId === "" || clusters.some(({ id }) => id === clusterId)) return;
  throw new AppError("not-found", `There is no cluster with the id ${clusterId}.`);
}

function refuse(known: Known, edit: RetentionEdit): void {
  requireKnown(known, edit);
  const [first] = Object.entries(findProblems(known, edit));
  if (first) throw new AppError("invalid", `${first[0]}: ${first[1]}`);
}

/**
 * Sets how long a cluster's memory is kept, "" for all clusters. What is now too old goes with the worker's next round.
 * Throws AppError "invalid" for days that do not fit.
 */
export async function setPolicy(edit: RetentionEdit, now = new Date()): Promise<RetentionPolicyRow> {
  const { rows, clusters } = await transaction(async (tx) => {
    await tx.$executeRaw`lock table "RetentionPolicy" in share row exclusive mode`;
    const known = await readPolicies(tx);
    refuse(known, edit);
    const after = applyEdit(known.rows, edit);
    const own = after.filter(({ clusterId }) => clusterId === edit.clusterId);
    await tx.retentionPolicy.deleteMany({ where: { clusterId: edit.clusterId } });
    await tx.retentionPolicy.createMany({ data: own.map((row) => ({ ...row, changedAt: now })) });
    // Taking a policy back leaves no row of its own, and is a change like any other.
    const key = { clusterId: "", kind: changeMark };
    await tx.retentionPolicy.upsert({
      where: { clusterId_kind: key },
      create: { ...key, changedAt: now },
      update: { changedAt: now },
    });
    return { rows: after, clusters: known.clusters };
  });
  const named = clusters.find(({ id }) => id === edit.clusterId);
  return viewOf(rows, edit.clusterId, named?.name ?? null);
}

export interface RetentionPlan {
  cutoffs: Cutoffs[];
  drop: Partition[];
  trim: Partition[];
  clusters: { id: string; name: string }[];
}

/** What is to go at an instant, with an edit that is only considered where one is given. */
export async function readPlan(now: Date, edit?: RetentionEdit): Promise<RetentionPlan> {
  const known = await readPolicies();
  if (edit) refuse(known, edit);
  const policies = edit ? applyEdit(known.rows, edit) : known.rows;
  const partitions = await listPartitions();
  const clusterIds = known.clusters.map(({ id }) => id);
  return { ...planRetention({ policies, clusterIds, partitions, now }), clusters: known.clusters };
}
