import { AppError } from "../domain/errors.ts";
import type { Subject } from "../domain/subject.ts";
import { type Verdict, verdicts } from "../domain/verdict.ts";
import type { RecheckGroup, RecheckScope } from "../domain/views/recheck-group-view.ts";
import { insertRows } from "./bulk.ts";
import { query, type Transaction, transaction } from "./client.ts";
import { fromJson, iso, toJson } from "./column-values.ts";
import { openStates } from "./finding-filter.ts";
import type { Prisma } from "./generated/client.ts";
import { enqueue } from "./jobs.ts";
import { newId } from "./new-id.ts";
import type { RecheckOrder } from "./rechecks.ts";

/** One press looks at so many findings at most; a scan is the better question beyond that. */
export const maxGroupFindings = 2_000;

function findingsOf(scope: RecheckScope): Prisma.FindingWhereInput {
  const state = { in: [...openStates] };
  if (scope.kind === "node") return { nodeId: scope.nodeId, state };
  if (scope.kind === "findings") return { id: { in: scope.findingIds } };
  return { checkId: scope.checkId, state, ...(scope.clusterId ? { clusterId: scope.clusterId } : {}) };
}

async function titleOf(tx: Transaction, scope: RecheckScope, count: number): Promise<string> {
  if (scope.kind === "check") return scope.checkId;
  if (scope.kind === "findings") return count === 1 ? "1 finding" : `${count} findings`;
  const node = await tx.node.findUnique({ where: { id: scope.nodeId }, select: { name: true } });
  if (!node) throw new AppError("not-found", `There is no node with the id ${scope.nodeId}.`);
  return node.name;
}

/**
 * Asks to look at many findings again: the open ones of a node or a check, or those that were selected. Findings whose
 * re-check waits already are left to it. AppError "invalid" where there is nothing to look at, or too much.
 */
export async function requestRecheckGroup(scope: RecheckScope): Promise<RecheckGroup> {
  const id = newId();
  await transaction(async (tx) => {
    const found = await tx.finding.findMany({
      where: { AND: [findingsOf(scope), { rechecks: { none: { state: { in: ["queued", "running"] } } } }] },
      select: { id: true, clusterId: true },
      take: maxGroupFindings + 1,
    });
    if (found.length === 0)
      throw new AppError(
        "invalid",
        "There is nothing to re-check: no open finding that is not being re-checked already.",
      );
    if (found.length > maxGroupFindings)
      throw new AppError("invalid", `That is more than ${maxGroupFindings} findings at once. Start a scan instead.`);
    const requestedAt = new Date();
    const title = await titleOf(tx, scope, found.length);
    await tx.recheckGroup.create({ data: { id, title, scope: toJson(scope), total: found.length, requestedAt } });
    const columns = {
      id: "text",
      findingId: "text",
      clusterId: "text",
      groupId: "text",
      state: "text",
      requestedAt: "timestamptz",
    };
    const rows = found.map((finding) => ({
      id: newId(),
      findingId: finding.id,
      clusterId: finding.clusterId,
      groupId: id,
      state: "queued",
      requestedAt,
    }));
    await insertRows(tx, { table: "Recheck", columns }, rows);
    await enqueue(tx, "recheck-group", { groupId: id });
  });
  return getRecheckGroup(id);
}

/** How far a group is; its numbers are counted from its re-checks. */
export async function getRecheckGroup(id: string): Promise<RecheckGroup> {
  const [group, counts, last] = await query((database) =>
    Promise.all([
      database.recheckGroup.findUnique({ where: { id } }),
      database.recheck.groupBy({ by: ["state", "verdict"], where: { groupId: id }, _count: { _all: true } }),
      database.recheck.aggregate({ where: { groupId: id }, _max: { finishedAt: true } }),
    ]),
  );
  if (!group) throw new AppError("not-found", `There is no group of re-checks with the id ${id}.`);
  const count = (want: (row: (typeof counts)[number]) => boolean) =>
    counts.filter(want).reduce((sum, row) => sum + row._count._all, 0);
  const waiting = count(({ state }) => state === "queued" || state === "running");
  const { finishedAt } = last._max;
  return {
    id,
    title: group.title,
    total: group.total,
    done: count(({ state }) => state === "done"),
    failed: count(({ state }) => state === "failed"),
    verdicts: Object.fromEntries(
      verdicts.map((verdict) => [verdict, count((row) => row.verdict === verdict)]),
    ) as Record<Verdict, number>,
    requestedAt: iso(group.requestedAt),
    finishedAt: waiting === 0 && finishedAt ? iso(finishedAt) : null,
  };
}

/** The re-checks of a group that still wait, by cluster. */
export async function pendingOrders(groupId: string): Promise<Map<string, RecheckOrder[]>> {
  const rows = await query((database) =>
    database.recheck.findMany({
      where: { groupId, state: { in: ["queued", "running"] } },
      include: { finding: { select: { id: true, checkId: true, subject: true, fingerprint: true, nodeName: true } } },
      orderBy: { id: "asc" },
    }),
  );
  const orders = rows.map(({ id, clusterId, finding }) => ({
    id,
    findingId: finding.id,
    clusterId,
    checkId: finding.checkId,
    subject: fromJson<Subject>(finding.subject),
    fingerprint: finding.fingerprint,
    node: finding.nodeName,
  }));
  return Map.groupBy(orders, ({ clusterId }) => clusterId);
}
