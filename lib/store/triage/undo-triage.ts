import { AppError } from "../../domain/errors.ts";
import type { TriageKind, TriageOutcome } from "../../domain/triage.ts";
import { coverReleased, readCovered } from "../acceptances/cover-released.ts";
import { selectRows } from "../bulk.ts";
import { type Transaction, transaction } from "../client.ts";
import { type Decided, type DecidedFinding, type Decision, decide } from "./decide.ts";
import { endAcceptance, holdAcceptance } from "./end-acceptance.ts";
import { lockClusters } from "./lock-clusters.ts";
import { type Actor, triageTimeoutMs } from "./triage-findings.ts";
import { readConflicts } from "./triage-targets.ts";

interface Item {
  findingId: string;
  clusterId: string;
  before: Decided;
  version: number;
  triageVersion: number;
  acceptanceId: string | null;
}

interface Act {
  id: string;
  kind: TriageKind;
  by: string;
  acceptanceId: string | null;
  undoneAt: Date | null;
  undoneBy: string | null;
}

async function readItems(tx: Transaction, actId: string): Promise<Item[]> {
  return selectRows<Item>(
    tx,
    `select i."findingId", f."clusterId", i."before", i."version", f."triageVersion", f."acceptanceId"
     from "TriageActItem" i join "Finding" f on f."id" = i."findingId" where i."actId" = $1`,
    actId,
  );
}

/** Holds the act after the clusters, as every act does; AppError "conflict" where it was taken back already. */
async function holdAct(tx: Transaction, id: string): Promise<Act> {
  const rows = await tx.$queryRaw<Act[]>`
    select "id", "kind", "by", "acceptanceId", "undoneAt", "undoneBy" from "TriageAct" where "id" = ${id} for update`;
  const [act] = rows;
  if (!act) throw new AppError("not-found", `There is no act with the id ${id}.`);
  if (act.undoneAt !== null) {
    const when = act.undoneAt.toISOString();
    throw new AppError("conflict", `This was taken back already, by ${act.undoneBy ?? "somebody"} at ${when}.`);
  }
  return act;
}

/** Only what the act had set is set back: what others set beside it since stays. */
function fieldsOf(kind: TriageKind, before: Decided, active: ReadonlySet<string>): Partial<Decided> {
  if (kind === "assign") return { assignee: before.assignee };
  if (kind === "due") return { dueOverride: before.dueOverride };
  // Nothing stands under an acceptance that has ended since.
  const isDead = before.acceptanceId !== null && !active.has(before.acceptanceId);
  return isDead
    ? { decision: null, acceptanceId: null }
    : { decision: before.decision, acceptanceId: before.acceptanceId };
}

async function readActive(tx: Transaction, items: readonly Item[]): Promise<Set<string>> {
  const ids = [...new Set(items.flatMap(({ before }) => before.acceptanceId ?? []))];
  if (ids.length === 0) return new Set();
  // Held until the end: nobody ends one of them while findings are put under it again.
  const rows = await tx.$queryRaw<{ id: string }[]>`
    select "id" from "Acceptance" where "id" = any(${ids}::text[]) and "state" = 'active' order by "id" for share`;
  return new Set(rows.map(({ id }) => id));
}

async function restore(
  tx: Transaction,
  act: Act,
  items: readonly Item[],
  of: { at: string; actor: Actor },
): Promise<DecidedFinding[]> {
  const active = await readActive(tx, items);
  const message = `Taken back: what ${act.by} decided.`;
  const restored: DecidedFinding[] = [];
  for (const [clusterId, those] of Map.groupBy(items, (item) => item.clusterId)) {
    const decisions = those.map(
      ({ findingId, before }): Decision => ({ findingId, message, ...fieldsOf(act.kind, before, active) }),
    );
    restored.push(...(await decide(tx, { clusterId, at: of.at, by: of.actor.name, actId: act.id }, decisions)));
  }
  return restored;
}

/** The clusters of an act and of the acceptance that it made. */
async function holdClusters(tx: Transaction, id: string, now: Date) {
  const act = await tx.triageAct.findUnique({ where: { id }, select: { acceptanceId: true } });
  if (!act) throw new AppError("not-found", `There is no act with the id ${id}.`);
  const clusters = await tx.$queryRaw<{ clusterId: string }[]>`
    select distinct f."clusterId" from "TriageActItem" i join "Finding" f on f."id" = i."findingId"
    where i."actId" = ${id}`;
  const ids = clusters.map(({ clusterId }) => clusterId);
  if (act.acceptanceId === null) return { at: await lockClusters(tx, ids, now), acceptance: null };
  const acceptance = await holdAcceptance(tx, act.acceptanceId, now, ids);
  return { at: acceptance.at, acceptance };
}

/**
 * Takes an act back: every finding on which nobody acted since stands as before it; the others are reported with who
 * acted and when. The acceptance that the act made ends, whoever acted since on what it covers; what another one covers
 * as well stays accepted by that one. What got resolved meanwhile stays resolved, and comes back as it was decided before.
 */
export async function undoTriage(actId: string, actor: Actor, now = new Date()): Promise<TriageOutcome> {
  return transaction(async (tx) => {
    const { at, acceptance } = await holdClusters(tx, actId, now);
    const act = await holdAct(tx, actId);
    const items = await readItems(tx, actId);
    const isMine = (item: Item) =>
      item.triageVersion === item.version || (acceptance !== null && item.acceptanceId === acceptance.id);
    const conflicts = await readConflicts(
      tx,
      items.filter((item) => !isMine(item)).map(({ findingId }) => findingId),
    );
    const covered = acceptance === null ? [] : await readCovered(tx, acceptance.id);
    const restored = await restore(tx, act, items.filter(isMine), { at, actor });
    const end = { state: "revoked" as const, reason: "Taken back.", by: actor.name, actId };
    const released = acceptance === null ? null : await endAcceptance(tx, { ...acceptance, at }, end);
    await coverReleased(tx, at, covered);
    const done = restored.length + (released ?? 0);
    if (done > 0 || released !== null) {
      await tx.triageAct.update({ where: { id: actId }, data: { undoneAt: new Date(at), undoneBy: actor.name } });
    }
    const same = items.filter(isMine).length - restored.length;
    const skipped = same > 0 ? [{ why: "already" as const, count: same }] : [];
    return { actId: null, done, conflicts, skipped, acceptanceId: act.acceptanceId };
  }, triageTimeoutMs);
}
