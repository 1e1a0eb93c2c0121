import type { FindingState, Resolution } from "../domain/finding-state.ts";
import type { Severity } from "../domain/severity.ts";
import type { FindingChange, FindingStanding } from "../posture/index.ts";
import type { Transaction } from "./client.ts";
import { jsonText } from "./json-text.ts";

interface Stretch {
  state: FindingState;
  severity: Severity;
}

/** One turn in the life of a finding; no stretch is resolved, or not known yet. */
interface SpanTurn {
  findingId: string;
  at: string;
  before: Stretch | null;
  after: Stretch | null;
  /** Start of the run of fails that the stretch after it is part of. */
  openedAt: string;
  endedAs: Resolution | "state" | "severity" | null;
  /** Nothing was known of the finding before. */
  first: boolean;
}

const recordset = `json_to_recordset($1::json) as r("findingId" text, "clusterId" text, "at" timestamptz(3),
  "wasState" text, "wasSeverity" text, "state" text, "severity" text, "openedAt" timestamptz(3), "endedAs" text,
  "first" boolean)`;

const current = `t."findingId" = r."findingId" and t."until" = 'infinity'
  and (t."state", t."severity") is distinct from (r."state", r."severity")`;

const ended = `update "FindingSpan" t set "until" = r."at", "endedAs" = r."endedAs" from ${recordset}
  where ${current} and t."since" < r."at"`;

/**
 * A span that began no earlier than its turn would last no time: it leaves, and the one before it ended as the turn says.
 * A turn that is told again, after what it ended has begun anew, is known by the span that it ended.
 */
const dropped = `with "gone" as (
    delete from "FindingSpan" t using ${recordset}
    where ${current} and t."since" >= r."at" and (t."state", t."severity") = (r."wasState", r."wasSeverity")
      and not exists (select 1 from "FindingSpan" o where o."findingId" = r."findingId" and o."until" = r."at"
        and (o."state", o."severity", o."endedAs") = (r."wasState", r."wasSeverity", r."endedAs"))
    returning t."findingId", t."since", r."endedAs")
  update "FindingSpan" t set "endedAs" = g."endedAs" from "gone" g
  where t."findingId" = g."findingId" and t."until" = g."since" and t."endedAs" in ('state', 'severity')`;

/** A span never begins before the end of the one before it. */
const begun = `insert into "FindingSpan" ("findingId", "clusterId", "state", "severity", "openedAt", "since")
  select r."findingId", r."clusterId", r."state", r."severity", r."openedAt", greatest(r."at", o."until")
  from ${recordset}
    left join lateral (select max("until") as "until", bool_or("since" = r."at" and ("state", "severity") = (r."state", r."severity"))
      as "told" from "FindingSpan" where "findingId" = r."findingId") o on true
  where r."state" is not null and o."until" is distinct from 'infinity' and o."told" is not true
    and not (r."first" and o."until" is not null)`;

async function writeTurns(tx: Transaction, clusterId: string, turns: readonly SpanTurn[]): Promise<void> {
  const rows = turns.map(({ before, after, ...turn }) => ({
    ...turn,
    clusterId,
    wasState: before?.state ?? null,
    wasSeverity: before?.severity ?? null,
    state: after?.state ?? null,
    severity: after?.severity ?? null,
  }));
  const ending = rows.filter(({ wasState }) => wasState !== null);
  const text = jsonText(ending);
  if (ending.length > 0) await tx.$executeRawUnsafe(ended, text);
  if (ending.length > 0) await tx.$executeRawUnsafe(dropped, text);
  const beginning = rows.filter(({ state }) => state !== null);
  if (beginning.length > 0) await tx.$executeRawUnsafe(begun, jsonText(beginning));
}

function stretchOf(standing: FindingStanding | null): Stretch | null {
  return standing && standing.state !== "resolved" ? { state: standing.state, severity: standing.severity } : null;
}

function endOf(before: Stretch | null, after: FindingStanding): SpanTurn["endedAs"] {
  if (before === null) return null;
  if (after.state === "resolved") return after.resolution ?? "state";
  return before.state === after.state ? "severity" : "state";
}

/** When a change took place: the end of a run of fails, its start, or the look that saw it otherwise. */
function instantOf(before: Stretch | null, after: FindingStanding): string {
  if (after.state === "resolved") return after.resolvedAt ?? after.lastCheckedAt;
  return before === null ? (after.failingSince ?? after.lastSeenAt) : after.lastSeenAt;
}

function turnsOf(changes: readonly FindingChange[], ids: ReadonlyMap<string, string>): SpanTurn[] {
  return changes.flatMap((change) => {
    const { after } = change;
    const findingId = ids.get(after.fingerprint);
    const [was, is] = [stretchOf(change.before), stretchOf(after)];
    if (findingId === undefined || (was?.state === is?.state && was?.severity === is?.severity)) return [];
    const at = instantOf(was, after);
    const openedAt = after.failingSince ?? at;
    const first = change.before === null;
    return [{ findingId, at, before: was, after: is, openedAt, endedAs: endOf(was, after), first }];
  });
}

/**
 * Keeps what every finding was, and how long, in step with what changed. At most one change a finding in a call; the same
 * changes told twice write nothing new. A change at the instant at which the current span began takes its place.
 */
export async function storeSpans(
  tx: Transaction,
  source: { clusterId: string },
  changes: readonly FindingChange[],
  ids: ReadonlyMap<string, string>,
): Promise<void> {
  await writeTurns(tx, source.clusterId, turnsOf(changes, ids));
}

/** What a person decided of a finding that is not resolved. */
export interface FindingDecision {
  findingId: string;
  at: string;
  severity: Severity;
  failingSince: string;
  before: FindingState;
  after: FindingState;
}

/** The same for decisions of people: the state changes, and no scan saw anything. */
export async function storeDecidedSpans(
  tx: Transaction,
  clusterId: string,
  decisions: readonly FindingDecision[],
): Promise<void> {
  const open = decisions.filter(
    ({ before, after }) => before !== "resolved" && after !== "resolved" && before !== after,
  );
  const turns = open.map(
    ({ findingId, at, severity, failingSince, before, after }): SpanTurn => ({
      findingId,
      at,
      before: { state: before, severity },
      after: { state: after, severity },
      openedAt: failingSince,
      endedAs: "state",
      first: false,
    }),
  );
  await writeTurns(tx, clusterId, turns);
}
