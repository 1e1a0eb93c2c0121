import { AppError } from "../../domain/errors.ts";
import type { TriageAct, TriageOutcome, TriageSkip, TriageTarget } from "../../domain/triage.ts";
import { insertRows } from "../bulk.ts";
import { type Transaction, transaction } from "../client.ts";
import { toJson } from "../column-values.ts";
import { newId } from "../new-id.ts";
import { type CheckedAcceptance, checkAcceptance } from "./acceptance-input.ts";
import { coveredBy } from "./covered-by.ts";
import { type DecidedFinding, decide } from "./decide.ts";
import { lockClusters } from "./lock-clusters.ts";
import { type ReadyAct, sentenceOf, setOf, skipOf } from "./triage-decisions.ts";
import { forActor, readTargetClusters, readTargets, type TargetRow } from "./triage-targets.ts";

/** Who acts. */
export interface Actor {
  id: string;
  name: string;
}

/** An act over a hundred thousand findings, or one that waits for a scan that is being stored. */
export const triageTimeoutMs = 180_000;
const mostDueDays = 3_660;
const dayMs = 24 * 60 * 60 * 1000;

function dueOf(at: string | null, now: Date): string | null {
  if (at === null) return null;
  const ms = Date.parse(at);
  if (Number.isNaN(ms)) throw new AppError("invalid", "at must be an RFC 3339 time, or null.");
  if (ms <= now.getTime()) throw new AppError("invalid", "A due date must lie in the future.");
  if (ms > now.getTime() + mostDueDays * dayMs) throw new AppError("invalid", "A due date must lie within ten years.");
  return new Date(ms).toISOString();
}

/** A name as it is kept: one line, trimmed, at most 100 characters; null where nothing is left. */
export function personName(name: string | null): string | null {
  const text = (name ?? "").replaceAll(/[\p{Cc}\p{Zl}\p{Zp}\s]+/gu, " ").trim();
  if (text.length > 100) throw new AppError("invalid", "A name is at most 100 characters long.");
  return text === "" ? null : text;
}

function readyAct(act: TriageAct, actor: Actor, now: Date): ReadyAct {
  switch (act.kind) {
    case "assign":
      return { kind: "assign", assignee: personName(act.assignee) };
    case "due":
      return { kind: "due", at: dueOf(act.at, now) };
    case "accept":
    case "false-positive": {
      const kind = act.kind === "accept" ? "accepted" : "false-positive";
      return {
        kind: act.kind,
        acceptance: checkAcceptance(kind, act.acceptance, { name: actor.name, now }),
        id: newId(),
      };
    }
    default:
      return { kind: act.kind };
  }
}

/** One of chosen findings belongs to their cluster, where they have one, and goes with it. */
function clusterOf({ scope, clusterId }: CheckedAcceptance, rows: readonly TargetRow[]): string | null {
  if (scope !== "findings") return clusterId;
  const clusters = new Set(rows.map((row) => row.clusterId));
  return clusters.size === 1 ? (rows[0]?.clusterId ?? null) : null;
}

async function insertAcceptance(
  tx: Transaction,
  { acceptance, id }: ReadyAct & { acceptance: CheckedAcceptance; id: string },
  of: { actor: Actor; at: string; clusterId: string | null },
): Promise<void> {
  const { expiresAt, ...rest } = acceptance;
  await tx.acceptance.create({
    data: {
      ...rest,
      id,
      clusterId: of.clusterId,
      expiresAt: expiresAt === null ? null : new Date(expiresAt),
      createdBy: of.actor.name,
      createdById: of.actor.id,
      createdAt: new Date(of.at),
      state: "active",
    },
  });
}

const itemColumns = { actId: "text", findingId: "text", before: "jsonb", version: "int" };

async function insertAct(
  tx: Transaction,
  act: { id: string; at: string; actor: Actor; asked: TriageAct; acceptanceId: string | null },
  decided: readonly DecidedFinding[],
): Promise<void> {
  const { id, at, actor, asked, acceptanceId } = act;
  await tx.triageAct.create({
    data: {
      ...{ id, at: new Date(at), by: actor.name, byId: actor.id, kind: asked.kind, total: decided.length },
      facts: toJson(asked),
      acceptanceId,
    },
  });
  const rows = decided.map(({ findingId, before, version }) => ({ actId: id, findingId, before, version }));
  await insertRows(tx, { table: "TriageActItem", columns: itemColumns }, rows);
}

function tellSkips(skips: readonly TriageSkip[], gone: number): TriageOutcome["skipped"] {
  const counts = Map.groupBy(skips, (why) => why);
  const told = [...counts].map(([why, each]) => ({ why, count: each.length }));
  return gone > 0 ? [...told, { why: "gone", count: gone }] : told;
}

async function requireCluster(tx: Transaction, act: ReadyAct): Promise<void> {
  const clusterId = "acceptance" in act ? act.acceptance.clusterId : null;
  if (clusterId === null || (await tx.cluster.count({ where: { id: clusterId } })) > 0) return;
  throw new AppError("not-found", `There is no cluster with the id ${clusterId}.`);
}

/**
 * Does one act of a person over findings: all of them or, where the database fails, none. Findings that somebody changed
 * since are left as they are and reported. AppError "invalid" for what cannot be asked; "conflict" where a filter no
 * longer matches as many as were told.
 */
export async function triageFindings(
  asked: TriageAct,
  chosen: TriageTarget,
  actor: Actor,
  now = new Date(),
): Promise<TriageOutcome> {
  const target = forActor(chosen, actor.name);
  const act = readyAct(asked, actor, now);
  const covers = "acceptance" in act && act.acceptance.scope !== "findings" ? coveredBy(act.acceptance) : null;
  return transaction(async (tx) => {
    await requireCluster(tx, act);
    const clusters = await readTargetClusters(tx, target, covers);
    const at = await lockClusters(tx, clusters, now);
    const { rows, conflicts, gone } = await readTargets(tx, target, covers);
    if (rows.some(({ clusterId }) => !clusters.includes(clusterId))) {
      throw new AppError(
        "conflict",
        "Findings of another cluster came while this was done. Nothing was changed: try again.",
      );
    }
    const skips = rows.map((row) => skipOf(act, row));
    const moved = rows.filter((_row, index) => skips[index] === null);
    const skipped = tellSkips(
      skips.filter((why) => why !== null),
      gone,
    );
    const makes = "acceptance" in act && (moved.length > 0 || act.acceptance.scope !== "findings");
    if (!makes && moved.length === 0) return { actId: null, done: 0, conflicts, skipped, acceptanceId: null };
    if (makes) await insertAcceptance(tx, act, { actor, at, clusterId: clusterOf(act.acceptance, moved) });
    const id = newId();
    const [set, message] = [setOf(act), sentenceOf(act)];
    const decided: DecidedFinding[] = [];
    for (const [clusterId, those] of Map.groupBy(moved, (row) => row.clusterId)) {
      const decisions = those.map((row) => ({ findingId: row.id, message, ...set }));
      decided.push(...(await decide(tx, { clusterId, at, by: actor.name, actId: id }, decisions)));
    }
    const acceptanceId = makes ? act.id : null;
    await insertAct(tx, { id, at, actor, asked, acceptanceId }, decided);
    return { actId: id, done: decided.length, conflicts, skipped, acceptanceId };
  }, triageTimeoutMs);
}
