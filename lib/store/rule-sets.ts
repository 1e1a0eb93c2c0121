import type { RuleSet } from "../domain/rule-set.ts";
import { query, type Transaction } from "./client.ts";
import { fromJson } from "./column-values.ts";

/** Keeps which checks there were, once by content. */
export async function keepRuleSet(tx: Transaction, { hash, checks }: RuleSet, at: Date): Promise<void> {
  const text = JSON.stringify(checks);
  await tx.$executeRaw`
    insert into "RuleSet" ("hash", "checks", "firstUsedAt") values (${hash}, ${text}::jsonb, ${at}) on conflict do nothing`;
}

/** The rules of the newest scan of a cluster that is kept; null where there is none, or its rules are not known. */
export async function rulesBefore(tx: Transaction, clusterId: string): Promise<RuleSet | null> {
  const rows = await tx.$queryRaw<{ hash: string; checks: unknown }[]>`
    select r."hash", r."checks" from (
      select "rulesHash" from "Scan"
      where "clusterId" = ${clusterId} and "state" in ('complete', 'partial') and "finishedAt" is not null
      order by "finishedAt" desc, "id" desc limit 1) s
    join "RuleSet" r on r."hash" = s."rulesHash"`;
  const row = rows[0];
  return row ? { hash: row.hash, checks: fromJson<RuleSet["checks"]>(row.checks) } : null;
}

/** The checks behind a hash of rules; null where it was never kept. */
export async function readRuleSet(hash: string): Promise<RuleSet | null> {
  const row = await query((database) => database.ruleSet.findUnique({ where: { hash } }));
  return row ? { hash, checks: fromJson<RuleSet["checks"]>(row.checks) } : null;
}
