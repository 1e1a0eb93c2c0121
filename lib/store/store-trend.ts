import { addDays, dayOf, endOfDay, type ScoreInput } from "../posture/index.ts";
import { insertRows } from "./bulk.ts";
import type { Transaction } from "./client.ts";
import { storeFlows } from "./store-flows.ts";
import { sumClusters } from "./sum-clusters.ts";
import { readExposures, readTrendParts, type TrendPart } from "./trend-inputs.ts";

export interface TrendLook {
  clusterId: string;
  /** The instant of what changed, RFC 3339; and the earliest, where it lies over more than one. */
  at: string;
  since?: string;
  rulesHash: string | null;
  /**
   * False where no scan came to a node: a re-check, a decision, a scan that was stopped before. It makes no point of a day
   * without one: a gap stays a gap.
   */
  scanned: boolean;
}

/** Columns of TrendDay. */
export const trendDayColumns = {
  clusterId: "text",
  dimension: "text",
  value: "text",
  rules: "text",
  day: "date",
  openCritical: "int",
  openHigh: "int",
  openMedium: "int",
  openLow: "int",
  openInfo: "int",
  passed: "int",
  unknown: "int",
  nodesKnown: "int",
  nodesChecked: "int",
  exposures: "jsonb",
  due: "int",
  overdue: "int",
  rulesHash: "text",
  at: "timestamptz(3)",
};

const counts = (names: readonly string[]): string => names.map((name) => `"${name}" = excluded."${name}"`).join(", ");
const openNames = ["openCritical", "openHigh", "openMedium", "openLow", "openInfo"];
const terms = ["due", "overdue"];
const key = '"clusterId", "dimension", "value", "rules", "day"';
const written = `on conflict (${key}) do update set
  ${counts([...openNames, "passed", "unknown", "nodesKnown", "nodesChecked", "exposures", ...terms])},
  "rulesHash" = coalesce(excluded."rulesHash", "TrendDay"."rulesHash"), "at" = greatest(excluded."at", "TrendDay"."at")`;

/** What cannot be told any more of a day that is over stays as it was: its nodes. */
const corrected = `on conflict (${key}) do update set ${counts([...openNames, "passed", "unknown", "exposures", ...terms])}`;

/** Open findings as TrendDay has them. */
export const trendOpen = ({ critical, high, medium, low, info }: ScoreInput["open"]) => ({
  ...{ openCritical: critical, openHigh: high, openMedium: medium, openLow: low, openInfo: info },
});

interface Day {
  day: string;
  rules: "then" | "between";
}

async function writeDay(
  tx: Transaction,
  look: TrendLook,
  { day, rules }: Day,
  of: { parts: TrendPart[]; exposures: Record<string, number>; onConflict: string },
): Promise<void> {
  const { clusterId, rulesHash, at } = look;
  const rows = of.parts.map(({ dimension, value, open, passed, unknown, nodes, sla }) => ({
    ...{ clusterId, dimension, value, rules, day, at, passed, unknown },
    ...trendOpen(open),
    ...{ nodesKnown: nodes.known, nodesChecked: nodes.checked },
    exposures: dimension === "all" ? of.exposures : {},
    ...{ due: sla?.due ?? null, overdue: sla?.overdue ?? null },
    rulesHash: look.scanned ? rulesHash : null,
  }));
  const kept = rows.map(({ dimension, value }) => `${dimension}\n${value}`);
  await tx.$executeRaw`
    delete from "TrendDay" where "clusterId" = ${clusterId} and "day" = ${day}::date
      and ("rules" = ${rules} or ("rules" = 'between' and ${rules} = 'then'))
      and not ("rules" = ${rules} and "dimension" || chr(10) || "value" = any(${kept}::text[]))`;
  await insertRows(tx, { table: "TrendDay", columns: trendDayColumns, onConflict: of.onConflict }, rows);
}

/** Days from one on that have numbers of the cluster. */
async function readDays(tx: Transaction, clusterId: string, from: string): Promise<Day[]> {
  return tx.$queryRaw<Day[]>`
    select "day"::text as "day", "rules" from "TrendDay" where "clusterId" = ${clusterId} and "day" >= ${from}::date
      and "dimension" = 'all' and "rules" <> 'now' order by 1`;
}

/** True where something of the cluster changed after an instant, so that what stands now did not stand then. */
async function movedAfter(tx: Transaction, clusterId: string, at: string): Promise<boolean> {
  const rows = await tx.$queryRaw<{ moved: boolean }[]>`
    select exists (select 1 from "FindingSpan" where "clusterId" = ${clusterId} and "since" > ${at}::timestamptz)
      or exists (select 1 from "FindingSpan" where "clusterId" = ${clusterId} and "until" > ${at}::timestamptz
        and "until" < 'infinity')
      or exists (select 1 from "Judgement" where "clusterId" = ${clusterId} and "since" > ${at}::timestamptz)
      or exists (select 1 from "Cluster" where "id" = ${clusterId} and "lookedAt" > ${at}::timestamptz) as "moved"`;
  return rows[0]?.moved === true;
}

/** Days of '' from one on: those sums contain this cluster. */
async function readSums(tx: Transaction, from: string): Promise<string[]> {
  const rows = await tx.$queryRaw<{ day: string }[]>`
    select "day"::text as "day" from "TrendDay" where "clusterId" = '' and "dimension" = 'all' and "value" = ''
      and "rules" = 'then' and "day" >= ${from}::date`;
  return rows.map(({ day }) => day);
}

/** The days to write: today's, those that are kept since, and those before it on which something was seen already. */
function daysOf({ at, since = at, scanned }: TrendLook, known: readonly Day[]): Day[] {
  const today = dayOf(at);
  const days = new Map(known.map((day) => [day.day, day]));
  for (let day = dayOf(since); day < today; day = addDays(day, 1)) {
    if (!days.has(day)) days.set(day, { day, rules: "between" });
  }
  if (scanned || !days.has(today)) days.set(today, { day: today, rules: scanned ? "then" : "between" });
  return [...days.values()].sort((a, b) => (a.day < b.day ? -1 : 1));
}

/**
 * Keeps the numbers of a day in step with what a scan, a re-check or a decision changed, in its transaction and at its
 * end. Where it tells of a day that is over, the days since are counted anew as they stood then.
 */
export async function storeTrend(tx: Transaction, look: TrendLook): Promise<void> {
  const { clusterId, at, since = at } = look;
  const [first = ""] = [dayOf(since), dayOf(at)].sort();
  const days = daysOf(look, await readDays(tx, clusterId, first));
  for (const day of days) {
    const end = endOfDay(day.day);
    const then = (await movedAfter(tx, clusterId, end)) ? end : null;
    const parts = await readTrendParts(tx, clusterId, then, end);
    const exposures = await readExposures(tx, clusterId, then);
    await writeDay(tx, look, day, { parts, exposures, onConflict: day.day === dayOf(at) ? written : corrected });
  }
  const told = days.map(({ day }) => day).filter((day) => day <= dayOf(at));
  for (const day of told) await storeFlows(tx, clusterId, day);
  await sumClusters(tx, [...new Set([...days.map(({ day }) => day), ...(await readSums(tx, first))])]);
}
