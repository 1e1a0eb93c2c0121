import type { RuleSet } from "../domain/rule-set.ts";
import { noCounts, type ReplayedCounts } from "../posture/index.ts";
import { insertRows } from "./bulk.ts";
import { type Transaction, transaction } from "./client.ts";
import { keepRuleSet } from "./rule-sets.ts";
import { trendDayColumns, trendOpen } from "./store-trend.ts";
import { sumClusters } from "./sum-clusters.ts";
import { partsOf, type TrendPart } from "./trend-inputs.ts";

/** How a cluster would have stood at the end of one UTC day, YYYY-MM-DD. */
export interface ReplayedDay {
  day: string;
  /** The last scan of it, RFC 3339. */
  at: string;
  counts: ReplayedCounts;
}

const storeTimeoutMs = 120_000;
/** Days of all clusters that are added up in one statement. */
const daysAtOnce = 30;

function wholeOf({ open, passed, unknown, nodes }: ReplayedCounts): TrendPart {
  const counts = noCounts();
  for (const { severity, count } of open) counts[severity] += count;
  const sum = (key: "known" | "checked") => nodes.reduce((total, node) => total + node[key], 0);
  const seen = { known: sum("known"), checked: sum("checked") };
  return { dimension: "all", value: "", passed, unknown, open: counts, nodes: seen, sla: null };
}

/** Which ports are open is no question of rules: the numbers of that day stand. */
async function readExposuresOf(tx: Transaction, clusterId: string, days: readonly string[]) {
  const rows = await tx.$queryRaw<{ day: string; exposures: Record<string, number> }[]>`
    select "day"::text as "day", "exposures" from "TrendDay" where "clusterId" = ${clusterId} and "dimension" = 'all'
      and "value" = '' and "rules" = 'then' and "day" = any(${[...days]}::date[])`;
  return new Map(rows.map(({ day, exposures }) => [day, exposures]));
}

/**
 * Keeps what a replay came to as a series of its own, beside what was judged then. Days of an earlier replay from the
 * first of these on are replaced. Nothing else is written: no finding, event or judgement.
 */
export async function storeReplayedTrend(
  clusterId: string,
  rules: RuleSet,
  days: readonly ReplayedDay[],
  now: Date,
): Promise<void> {
  const [first] = days;
  if (!first) return;
  await transaction(async (tx) => {
    await keepRuleSet(tx, rules, now);
    const names = days.map(({ day }) => day);
    const exposures = await readExposuresOf(tx, clusterId, names);
    const rows = days.flatMap(({ day, at, counts }) =>
      [wholeOf(counts), ...partsOf(counts.open, counts.nodes)].map(
        ({ dimension, value, open, nodes, passed, unknown }) => ({
          ...{ clusterId, dimension, value, rules: "now", day, at, passed, unknown, rulesHash: rules.hash },
          ...trendOpen(open),
          ...{ nodesKnown: nodes.known, nodesChecked: nodes.checked },
          exposures: dimension === "all" ? (exposures.get(day) ?? {}) : {},
          // Dates are of what was judged then.
          ...{ due: null, overdue: null },
        }),
      ),
    );
    const replaced = await tx.$queryRaw<{ day: string }[]>`
      with gone as (delete from "TrendDay" where "clusterId" = ${clusterId} and "rules" = 'now'
        and "day" >= ${first.day}::date returning "day")
      select distinct "day"::text as "day" from gone`;
    await insertRows(tx, { table: "TrendDay", columns: trendDayColumns }, rows);
    const touched = [...new Set([...names, ...replaced.map(({ day }) => day)])];
    for (let start = 0; start < touched.length; start += daysAtOnce)
      await sumClusters(tx, touched.slice(start, start + daysAtOnce), "now");
  }, storeTimeoutMs);
}
