import { AppError } from "../domain/errors.ts";
import type { FindingEventKind, FindingState } from "../domain/finding-state.ts";
import type { Severity } from "../domain/severity.ts";
import type { VantageKind } from "../domain/vantage.ts";
import type { Verdict } from "../domain/verdict.ts";
import type { FindingEvent } from "../domain/views/finding-view.ts";
import type { FindingStretch, FindingTimeline, VerdictChange, VerdictStretch } from "../domain/views/timeline-view.ts";
import { changesBetween, type Interval, type Stretch, stretchesOf, withinRange } from "../posture/index.ts";
import { query } from "./client.ts";
import { iso, isoOrNull } from "./column-values.ts";
import { readEvidence } from "./evidence.ts";
import { readLookGaps, readLookMarks } from "./look-marks.ts";

export interface FindingTimelineQuery {
  findingId: string;
  /** RFC 3339; everything that is kept unless asked otherwise. */
  from?: string;
  to?: string;
}

const mostChanges = 50;
const mostEvents = 200;

interface JudgementRow {
  id: number;
  verdict: string;
  severity: string;
  headline: string;
  reason: string;
  vantageName: string;
  vantageKind: string;
  evidenceHash: string;
  evidenceAt: string[];
  since: Date;
  until: Date | null;
  endedAt: Date | null;
}

/** Judgements of one verdict that follow each other at once: the texts of the last, the proof of both ends. */
interface Judged {
  first: JudgementRow;
  last: JudgementRow;
}

const sameVerdict = (a: JudgementRow, b: JudgementRow) => a.verdict === b.verdict && a.severity === b.severity;

function runsOf(rows: readonly JudgementRow[]): Interval<Judged>[] {
  const runs: Interval<Judged>[] = [];
  for (const row of rows) {
    const run = runs.at(-1);
    const until = isoOrNull(row.until);
    if (run && run.until === iso(row.since) && sameVerdict(run.value.last, row)) {
      run.until = until;
      run.value.last = row;
    } else runs.push({ since: iso(row.since), until, value: { first: row, last: row } });
  }
  return runs;
}

async function readJudgements(clusterId: string, fingerprint: string): Promise<JudgementRow[]> {
  return query(
    (database) => database.$queryRaw<JudgementRow[]>`
      with own as (select * from "Judgement" where "clusterId" = ${clusterId} and "fingerprint" = ${fingerprint})
      select o."id", h."verdict", h."severity", h."headline", h."reason", h."vantageName", h."vantageKind",
        h."evidenceHash", h."evidenceAt", h."since", h."until", o."endedAt"
      from own o join "JudgementHistory" h on h."judgementId" = o."id"
      union all
      select "id", "verdict", "severity", "headline", "reason", "vantageName", "vantageKind", "evidenceHash", "evidenceAt",
        "since", null, "endedAt" from own where "endedAt" is null
      order by "since", "until" nulls last`,
  );
}

function viewOf({ value, ...stretch }: Stretch<Judged>, gap: VerdictStretch["gap"]): VerdictStretch {
  const row = value?.last;
  return {
    ...stretch,
    gap,
    verdict: (row?.verdict ?? "unknown") as Verdict,
    severity: (row?.severity ?? "info") as Severity,
    headline: row?.headline ?? "",
    reason: row?.reason ?? "",
    vantage: { name: row?.vantageName ?? "", kind: (row?.vantageKind ?? "worker-node") as VantageKind },
  };
}

interface Subject {
  clusterId: string;
  node: { uid: string; name: string } | null;
}

async function verdictsOf({ clusterId, node }: Subject, rows: readonly JudgementRow[]) {
  const [first] = rows;
  if (!first) return [];
  const intervals = runsOf(rows);
  const marks = await readLookMarks({
    clusterId,
    vantageName: null,
    column: "judged",
    ids: [first.id],
    instants: intervals.map(({ since }) => since),
    since: iso(first.since),
  });
  const stretches = stretchesOf(intervals, marks, isoOrNull(first.endedAt));
  const scanIds = stretches.flatMap(({ value, firstScanId }) => (value ? [] : (firstScanId ?? [])));
  const gaps = await readLookGaps({ scanIds, node, lookIds: [] });
  return stretches.map((stretch) => ({
    stretch,
    view: viewOf(stretch, stretch.value ? null : (gaps.get(stretch.firstScanId ?? "") ?? "not-looked-at")),
  }));
}

async function changesOf(
  { findingId, clusterId }: { findingId: string; clusterId: string },
  stretches: readonly Stretch<Judged>[],
  inside: (at: string) => boolean,
): Promise<{ changes: VerdictChange[]; isCut: boolean }> {
  const all = changesBetween(stretches, (a, b) => sameVerdict(a.last, b.first)).filter(({ after }) =>
    inside(after.since),
  );
  const changes = all.slice(-mostChanges);
  const side = async (stretch: Stretch<Judged>, row: JudgementRow) => ({
    ...viewOf(stretch, null),
    evidence: await readEvidence(row.evidenceHash || null, row.evidenceAt, clusterId),
  });
  const told = changes.map(async ({ before, after }) => ({
    id: `${findingId}-${Date.parse(after.since)}`,
    at: after.since,
    before: await side(before, before.value.last),
    after: await side(after, after.value.first),
  }));
  return { changes: (await Promise.all(told)).reverse(), isCut: all.length > mostChanges };
}

async function readStates(findingId: string): Promise<FindingStretch[]> {
  interface Row {
    state: string;
    severity: string;
    since: Date;
    until: Date | null;
    endedAs: string | null;
  }
  const rows = await query(
    (database) => database.$queryRaw<Row[]>`
      select "state", "severity", "since", nullif("until", 'infinity') as "until", "endedAs"
      from "FindingSpan" where "findingId" = ${findingId} order by "since", "id"`,
  );
  return rows.map((row) => ({
    state: row.state as FindingState,
    severity: row.severity as Severity,
    since: iso(row.since),
    until: isoOrNull(row.until),
    endedAs: row.endedAs as FindingStretch["endedAs"],
  }));
}

/**
 * A finding through time: in which state it stood, what its check said of the subject and when nobody could say, with the
 * proof on both sides of each turn. AppError "not-found" where there is no such finding.
 */
export async function getFindingTimeline({ findingId, ...asked }: FindingTimelineQuery): Promise<FindingTimeline> {
  const within = {
    ...(asked.from ? { gte: new Date(asked.from) } : {}),
    ...(asked.to ? { lte: new Date(asked.to) } : {}),
  };
  const finding = await query((database) =>
    database.finding.findUnique({
      where: { id: findingId },
      include: { events: { where: { at: within }, orderBy: [{ at: "desc" }, { id: "desc" }], take: mostEvents + 1 } },
    }),
  );
  if (!finding) throw new AppError("not-found", `There is no finding with the id ${findingId}.`);
  const { clusterId, fingerprint, nodeId } = finding;
  const [node, rows, states] = await Promise.all([
    nodeId ? query((database) => database.node.findUnique({ where: { id: nodeId } })) : null,
    readJudgements(clusterId, fingerprint),
    readStates(findingId),
  ]);
  const verdicts = await verdictsOf({ clusterId, node }, rows);
  const to = asked.to ?? new Date().toISOString();
  const starts = [iso(finding.firstSeenAt), states[0]?.since, verdicts[0]?.view.since].filter((at) => at !== undefined);
  const from = asked.from ?? starts.sort()[0] ?? to;
  if (Date.parse(from) > Date.parse(to)) throw new AppError("invalid", "from must not be after to.");
  const inside = (at: string) => Date.parse(at) >= Date.parse(from) && Date.parse(at) <= Date.parse(to);
  const { changes, isCut } = await changesOf(
    { findingId, clusterId },
    verdicts.map(({ stretch }) => stretch),
    inside,
  );
  const events = finding.events.slice(0, mostEvents).map(
    ({ id, kind, at, scanId, message, by }): FindingEvent => ({
      id,
      kind: kind as FindingEventKind,
      at: iso(at),
      scanId,
      message,
      by,
    }),
  );
  return {
    findingId,
    from,
    to,
    states: withinRange(states, from, to),
    verdicts: withinRange(
      verdicts.map(({ view }) => view),
      from,
      to,
    ),
    changes,
    events: events.filter(({ at }) => inside(at)),
    isCut: { changes: isCut, events: finding.events.length > mostEvents },
  };
}
