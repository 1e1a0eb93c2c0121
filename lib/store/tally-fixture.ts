import { getDatabase } from "./client.ts";

const ranks = [0, 1, 2, 3, 4];
const openOfRank = (rank: number) => `(count(f."id") filter (where f."severityRank" = ${rank}))::int`;

const queries: [kept: string, counted: string][] = [
  [
    `select "clusterId", "checkId", "component", "state", "severity", "verdict", "nodeRole", "distribution", "namespace", "count"
     from "FindingTally" where "count" <> 0`,
    `select "clusterId", "checkId", "component", "state", "severity", "verdict", "nodeRole", "distribution", "namespace", count(*)
     from "Finding" group by 1, 2, 3, 4, 5, 6, 7, 8, 9`,
  ],
  [
    `select "clusterId", "verdict", "count" from "JudgementTally" where "count" <> 0`,
    `select "clusterId", "verdict", count(*) from "Judgement" where "endedAt" is null group by 1, 2`,
  ],
  [
    `select "id", "openCritical", "openHigh", "openMedium", "openLow", "openInfo" from "Node"`,
    `select n."id", ${ranks.map(openOfRank)} from "Node" n
     left join "Finding" f on f."nodeId" = n."id" and f."state" in ('open', 'acknowledged') group by n."id"`,
  ],
];

/** The counts that triggers keep, and beside them the rows they count, line by line. */
export async function tallies(): Promise<{ kept: string[]; counted: string[] }> {
  const read = async (sql: string) => {
    const rows = await getDatabase().$queryRawUnsafe<{ row: string }[]>(
      `select q::text as "row" from (${sql}) q order by 1`,
    );
    return rows.map(({ row }) => row);
  };
  const both = { kept: [] as string[], counted: [] as string[] };
  for (const [kept, counted] of queries) {
    both.kept.push(...(await read(kept)));
    both.counted.push(...(await read(counted)));
  }
  return both;
}
