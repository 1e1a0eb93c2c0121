import type { FindingEventKind, FindingState } from "../../domain/finding-state.ts";
import type { Severity } from "../../domain/severity.ts";
import type { FindingStanding } from "../../posture/index.ts";
import { selectRows, updateRows } from "../bulk.ts";
import type { Transaction } from "../client.ts";
import { storeDecidedSpans } from "../store-spans.ts";
import { storeTrend } from "../store-trend.ts";
import { storeMatches } from "./store-matches.ts";
import { storeTriageEvents } from "./store-triage-events.ts";

/** Who decides of findings of one cluster, and when; `by` null is the program itself. The caller holds the cluster's row. */
export interface DecidedBy {
  clusterId: string;
  /** RFC 3339, as lockClusters says it: after everything that is known of the cluster. */
  at: string;
  by: string | null;
  actId: string | null;
}

/** What stands on a finding by acts of people, beside what scans saw. Times are RFC 3339. */
export interface Decided {
  decision: FindingStanding["decision"];
  acceptanceId: string | null;
  assignee: string | null;
  dueOverride: string | null;
}

/** What becomes of one finding; what is left out stays as it is. `message` is the event's sentence. */
export interface Decision extends Partial<Decided> {
  findingId: string;
  message: string;
}

export interface DecidedFinding {
  findingId: string;
  before: Decided & { state: FindingState };
  after: Decided & { state: FindingState };
  /** triageVersion after it. */
  version: number;
}

/** A finding as it is held while it is decided of. */
export interface Held extends Decided {
  id: string;
  state: FindingState;
  severity: Severity;
  openedAt: string;
  evidenceHash: string;
  vantageKind: string;
  triageVersion: number;
  /** Start of the stretch that it is in; null when it is resolved. */
  since: string | null;
}

/** One change that is written. */
export interface Turn {
  held: Held;
  after: Decided & { state: FindingState };
  /** The instant, never before the stretch that it ends. */
  at: string;
  kind: FindingEventKind | null;
  message: string;
}

const heldSql = `
  select f."id", f."state", f."decision", f."acceptanceId", f."assignee", f."dueOverride", f."severity",
    coalesce(f."failingSince", f."firstSeenAt") as "openedAt", f."evidenceHash", f."vantageKind", f."triageVersion",
    s."since"
  from "Finding" f left join "FindingSpan" s on s."findingId" = f."id" and s."until" = 'infinity'
  where f."clusterId" = $1 and f."id" = any($2::text[])`;

const iso = (time: string | null): string | null => (time === null ? null : new Date(time).toISOString());

/** What the story of a finding says of a change; of one that is resolved only that a decision ended. */
function kindOf(before: Decided, after: Decided, state: FindingState): FindingEventKind | null {
  if (before.decision !== after.decision || before.acceptanceId !== after.acceptanceId) {
    if (after.decision === null) return before.decision === "acknowledged" ? "unacknowledged" : "acceptance-ended";
    return state === "resolved" ? null : after.decision;
  }
  return before.assignee === after.assignee ? "due-changed" : "assigned";
}

const names = ["decision", "acceptanceId", "assignee", "dueOverride"] as const satisfies (keyof Decided)[];

function turnOf(held: Held, { findingId: _id, message, ...set }: Decision, asked: string): Turn | null {
  const { decision, acceptanceId, assignee, dueOverride } = { ...held, ...set };
  const decided = { decision, acceptanceId, assignee, dueOverride };
  if (names.every((name) => held[name] === decided[name])) return null;
  // Whatever is not resolved stands as it was decided.
  const state: FindingState = held.state === "resolved" ? "resolved" : (decision ?? "open");
  const at = held.since !== null && held.since > asked ? held.since : asked;
  return { held, after: { ...decided, state }, at, kind: kindOf(held, decided, state), message };
}

const fieldTypes = {
  state: "text",
  decision: "text",
  acceptanceId: "text",
  assignee: "text",
  dueOverride: "timestamptz",
};

/** Writes only the columns that some finding has otherwise: who has it is no reason to look its state and date up anew. */
async function writeFindings(tx: Transaction, by: string | null, turns: readonly Turn[]): Promise<void> {
  const changed = Object.entries(fieldTypes).filter(([name]) =>
    turns.some(({ held, after }) => held[name as keyof Turn["after"]] !== after[name as keyof Turn["after"]]),
  );
  const columns = { id: "text", ...Object.fromEntries(changed), at: "timestamptz", by: "text" };
  const set = [
    ...changed.map(([name]) => `"${name}" = r."${name}"`),
    '"triageVersion" = t."triageVersion" + 1, "triagedAt" = r."at", "triagedBy" = r."by"',
  ].join(", ");
  const rows = turns.map(({ held: { id }, after, at }) => ({ id, ...after, at, by }));
  await updateRows(tx, { table: "Finding", columns, set, where: 't."id" = r."id"' }, rows);
}

/**
 * Writes what was decided of findings of one cluster, with their stretches, matches and events; findings that are no more
 * or of which nothing changes are left out of the answer. It writes no trend: a scan does that at its own end.
 */
export async function decideWithin(
  tx: Transaction,
  of: DecidedBy,
  decisions: readonly Decision[],
): Promise<DecidedFinding[]> {
  if (decisions.length === 0) return [];
  const { clusterId, by } = of;
  const asked = decisions.map(({ findingId }) => findingId);
  const rows = await selectRows<Held>(tx, heldSql, clusterId, asked);
  const held = new Map(rows.map((row) => [row.id, row]));
  const turns = decisions.flatMap((decision) => {
    const row = held.get(decision.findingId);
    if (!row) return [];
    const known = { ...row, since: iso(row.since), dueOverride: iso(row.dueOverride) };
    return turnOf(known, decision, of.at) ?? [];
  });
  await writeFindings(tx, by, turns);
  const spans = turns.map(({ held: { id, severity, openedAt, state }, after, at }) => ({
    ...{ findingId: id, at, severity, failingSince: openedAt, before: state, after: after.state },
  }));
  await storeDecidedSpans(tx, clusterId, spans);
  await storeMatches(tx, clusterId, turns);
  await storeTriageEvents(tx, of, turns);
  return turns.map(({ held: { id, state, decision, acceptanceId, assignee, dueOverride, triageVersion }, after }) => ({
    findingId: id,
    before: { state, decision, acceptanceId, assignee, dueOverride },
    after,
    version: triageVersion + 1,
  }));
}

/** The same, with the numbers of the day where a state changed. */
export async function decide(
  tx: Transaction,
  of: DecidedBy,
  decisions: readonly Decision[],
): Promise<DecidedFinding[]> {
  const decided = await decideWithin(tx, of, decisions);
  if (decided.some(({ before, after }) => before.state !== after.state)) {
    await storeTrend(tx, { clusterId: of.clusterId, at: of.at, rulesHash: null, scanned: false });
  }
  return decided;
}
