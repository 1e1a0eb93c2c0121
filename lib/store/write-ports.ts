import type { Transaction } from "./client.ts";
import { jsonText } from "./json-text.ts";
import { keepAnswers } from "./port-answer.ts";
import type { Difference } from "./port-differences.ts";

const portsAtOnce = 5_000;

/** What was goes to the history, what is takes its place. */
const writeSql = `
  with r as materialized (
    select * from json_to_recordset($1::json) as r("targetId" int, "port" int, "answerId" int, "state" int2,
      "wasSince" timestamptz, "wasAnswerId" int, "wasState" int2)),
  ended as (
    insert into "PortHistory" ("since", "until", "targetId", "port", "answerId", "state")
    select "wasSince", $2::timestamptz, "targetId", "port", "wasAnswerId", "wasState" from r where "wasSince" is not null)
  insert into "PortState" ("since", "targetId", "port", "answerId", "state")
  select $2::timestamptz, "targetId", "port", "answerId", "state" from r
  on conflict ("targetId", "port") do update set
    "since" = excluded."since", "answerId" = excluded."answerId", "state" = excluded."state"`;

/** Writes the ports that differ; returns the ids of what answers, by hash. */
export async function writePorts(
  tx: Transaction,
  at: string,
  found: readonly Difference[],
): Promise<Map<string, number>> {
  const answers = await keepAnswers(
    tx,
    found.flatMap(({ answer }) => answer ?? []),
  );
  const rows = found.map(({ targetId, port, code, answer, before }) => ({
    targetId,
    port,
    answerId: answer ? (answers.get(answer.hash) ?? null) : null,
    state: code,
    wasSince: before?.since ?? null,
    wasAnswerId: before?.answerId ?? null,
    wasState: before?.code ?? null,
  }));
  for (let start = 0; start < rows.length; start += portsAtOnce) {
    await tx.$executeRawUnsafe(writeSql, jsonText(rows.slice(start, start + portsAtOnce)), at);
  }
  return answers;
}
