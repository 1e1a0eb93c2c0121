import { AppError } from "../domain/errors.ts";
import { vantageKinds } from "../domain/vantage.ts";
import type { SeverityCounts } from "../domain/views/cluster-view.ts";
import type { TrendPoint } from "../domain/views/overview-view.ts";
import type { TrendDayPoint, TrendMark, Trends, TrendsQuery } from "../domain/views/trends-view.ts";
import { portSections } from "../domain/well-known-ports.ts";
import {
  addDays,
  addScoreInputs,
  clusterMarks,
  dayOf,
  daysBetween,
  endOfDay,
  isDay,
  ruleMarks,
  type ScoreInput,
  scoreValue,
  trendPoint,
  trendRepair,
  trendWeeks,
} from "../posture/index.ts";
import { countFindings } from "./find-facets.ts";
import type { FindingFilter } from "./finding-filter.ts";
import { listStandings } from "./standings.ts";
import {
  readFirstDays,
  readRuleSets,
  readTrendDays,
  readTrendEdges,
  readTrendFlows,
  readTrendValues,
  type TrendDayRow,
  type TrendsAsked,
} from "./trend-rows.ts";
import { type AcceptanceCount, countAcceptances } from "./trend-sla.ts";

const maxDays = 3660;

function askedOf({ clusterId, from, to, dimension = "all", value, rules = "then" }: TrendsQuery): TrendsAsked {
  for (const [name, day] of Object.entries({ from, to })) {
    if (!isDay(day)) throw new AppError("invalid", `${name} must be a day like 2026-10-03.`);
  }
  const days = daysBetween(from, to);
  if (days < 1) throw new AppError("invalid", `The range begins after it ends: ${from} is later than ${to}.`);
  if (days > maxDays) throw new AppError("invalid", `Ask for at most ${maxDays} days; ${from} to ${to} are ${days}.`);
  if (dimension === "all" && value)
    throw new AppError("invalid", "A value needs a dimension: role, namespace or distribution.");
  return { clusterId: clusterId ?? "", from, to, dimension, value: value ?? "", rules };
}

const places = portSections.flatMap((section) =>
  vantageKinds.map((vantage) => ({ key: `${section}|${vantage}`, section, vantage })),
);

function exposuresOf(exposures: Record<string, number>): TrendDayPoint["exposures"] {
  const found: TrendDayPoint["exposures"] = [];
  for (const { key, section, vantage } of places) {
    const open = exposures[key];
    if (open !== undefined) found.push({ section, vantage, open });
  }
  return found;
}

function pointOf(
  asked: TrendsAsked,
  today: string,
  row: TrendDayRow,
  held: ReadonlyMap<string, AcceptanceCount>,
): TrendDayPoint {
  const whole = asked.dimension === "all";
  return {
    ...{ day: row.day, at: row.day === today ? null : endOfDay(row.day), open: row.open },
    ...{ passed: row.passed, unknown: row.unknown, nodesKnown: row.nodes.known, nodesChecked: row.nodes.checked },
    // What passed is known of whole clusters alone.
    score: whole ? scoreValue(row) : null,
    exposures: whole ? exposuresOf(row.exposures) : [],
    ...{ sla: row.sla, acceptances: whole ? (held.get(row.day) ?? { active: 0, ending: 0 }) : null },
  };
}

/** The filter of a list that leaves only the part. */
function partFilter({ clusterId, dimension, value }: TrendsAsked): FindingFilter {
  const cluster = clusterId ? { cluster: clusterId } : {};
  if (dimension === "role") return { ...cluster, nodeRole: [value] };
  if (dimension === "namespace") return { ...cluster, namespace: [value] };
  return dimension === "distribution" ? { ...cluster, distribution: [value] } : cluster;
}

/** Today's row is how things stand now, so that it equals the numbers beside it; a day without a scan stays without. */
async function withToday(
  asked: TrendsAsked,
  rows: readonly TrendDayRow[],
  today: string,
  standings?: Promise<Map<string, ScoreInput>>,
): Promise<TrendDayRow[]> {
  const last = rows.at(-1);
  if (last?.day !== today) return [...rows];
  const before = rows.slice(0, -1);
  if (asked.dimension !== "all") return [...before, { ...last, open: await countFindings(partFilter(asked)) }];
  const live = await (standings ?? listStandings(asked.clusterId || undefined));
  return [...before, { ...last, ...addScoreInputs([...live.values()]) }];
}

/** What is past its date as it stands now, by the query behind the lists. */
async function withTerms(asked: TrendsAsked, rows: readonly TrendDayRow[], now: Date): Promise<TrendDayRow[]> {
  const last = rows.at(-1);
  if (last?.day !== dayOf(now)) return [...rows];
  const part = partFilter(asked);
  const special = (name: "overdue" | "none", not: boolean) =>
    countFindings({ ...part, where: [{ field: "due", not, values: [{ kind: "special", name }] }] });
  const [due, overdue] = await Promise.all([special("none", true), special("overdue", false)]);
  const sum = (counts: SeverityCounts) => Object.values(counts).reduce((total, count) => total + count, 0);
  return [...rows.slice(0, -1), { ...last, sla: { due: sum(due), overdue: sum(overdue) } }];
}

async function readMarks(
  asked: TrendsAsked,
  rows: readonly TrendDayRow[],
  rulesBefore: string | null,
): Promise<TrendMark[]> {
  const days = [{ day: addDays(asked.from, -1), rulesHash: rulesBefore }, ...rows];
  const hashes = [...new Set(days.flatMap(({ rulesHash }) => rulesHash ?? []))];
  const [rules, clusters] = await Promise.all([
    readRuleSets(hashes.length > 1 ? hashes : []),
    asked.clusterId === "" ? readFirstDays() : [],
  ]);
  const marks = [...ruleMarks(days, rules), ...clusterMarks(clusters, asked)];
  return marks.sort((a, b) => (a.day < b.day ? -1 : a.day > b.day ? 1 : 0));
}

/** How findings, exposures and coverage went over a range of days; AppError "invalid" for a range that is none. */
export async function getTrends(query: TrendsQuery, now = new Date()): Promise<Trends> {
  const asked = askedOf(query);
  const today = dayOf(now);
  const [kept, flows, edges, values] = await Promise.all([
    readTrendDays(asked),
    readTrendFlows(asked),
    readTrendEdges(asked),
    readTrendValues(asked),
  ]);
  const [live, marks] = await Promise.all([withToday(asked, kept, today), readMarks(asked, kept, edges.rulesBefore)]);
  const instants = live.map(({ day }) => ({ day, at: day === today ? now.toISOString() : endOfDay(day) }));
  const [rows, held] = await Promise.all([
    withTerms(asked, live, now),
    asked.dimension === "all" ? countAcceptances(asked.clusterId || null, instants) : new Map(),
  ]);
  const points = rows.map((row) => pointOf(asked, today, row, held));
  const days = points.map(({ day }) => day);
  return {
    query: { ...asked, clusterId: asked.clusterId || null },
    points,
    weeks: trendWeeks(asked, flows, days),
    repair: trendRepair(flows),
    marks,
    values,
    firstDay: edges.firstDay,
    replayedFrom: edges.replayedFrom,
  };
}

export interface TrendQuery {
  clusterId?: string;
  /** How many days back, today included. */
  days: number;
}

/** Open findings by severity and score of each UTC day that saw a scan end; other days have no point. */
export async function listTrend(
  { clusterId, days }: TrendQuery,
  now = new Date(),
  standings?: Promise<Map<string, ScoreInput>>,
): Promise<TrendPoint[]> {
  const to = dayOf(now);
  const asked = askedOf({ ...(clusterId ? { clusterId } : {}), from: addDays(to, 1 - Math.max(1, days)), to });
  const rows = await withToday(asked, await readTrendDays(asked), to, standings);
  return rows.map((row) => trendPoint(row.day, row));
}
