import { AppError } from "../../domain/errors.ts";
import { type Severity, severities } from "../../domain/severity.ts";
import type { SlaDays } from "../../domain/triage.ts";
import type { SlaPolicyView } from "../../domain/views/triage-view.ts";
import { query, type Transaction, transaction } from "../client.ts";
import { iso } from "../column-values.ts";
import { lockClusters } from "./lock-clusters.ts";
import { type Actor, triageTimeoutMs } from "./triage-findings.ts";

const mostDays = 3_650;
const lockKey = 7_304_221;

interface Days {
  severity: string;
  days: number | null;
}

interface Row {
  clusterId: string;
  clusterName: string | null;
  severity: string;
  days: number | null;
  updatedAt: Date;
  updatedBy: string | null;
}

function viewOf(clusterId: string, rows: readonly Row[]): SlaPolicyView {
  const days = Object.fromEntries(severities.map((severity) => [severity, null])) as SlaDays;
  for (const row of rows) days[row.severity as Severity] = row.days;
  const newest = rows.toSorted((a, b) => b.updatedAt.getTime() - a.updatedAt.getTime())[0];
  return {
    clusterId,
    clusterName: newest?.clusterName ?? null,
    days,
    updatedAt: iso(newest?.updatedAt ?? new Date(0)),
    updatedBy: newest?.updatedBy ?? null,
  };
}

/** Days to repair: those of every cluster first, then of clusters that have their own, by name. */
export async function listSlaPolicies(): Promise<SlaPolicyView[]> {
  const rows = await query(
    (database) => database.$queryRaw<Row[]>`
      select p."clusterId", c."name" as "clusterName", p."severity", p."days", p."updatedAt", p."updatedBy"
      from "SlaPolicy" p left join "Cluster" c on c."id" = p."clusterId"
      where p."clusterId" = '' or c."id" is not null order by p."clusterId" <> '', c."name", p."severity"`,
  );
  return [...Map.groupBy(rows, ({ clusterId }) => clusterId)].map(([id, each]) => viewOf(id, each));
}

function checkDays(days: SlaDays): void {
  for (const severity of severities) {
    const value = days[severity];
    if (value === null) continue;
    if (!Number.isInteger(value) || value < 1 || value > mostDays) {
      throw new AppError("invalid", `${severity} must be whole days from 1 to ${mostDays}, or null for no date.`);
    }
  }
}

const daysSql = `select p."severity", p."days" from "SlaPolicy" p where p."clusterId" = $1`;

/** Severities of which a cluster, or all, is told other days than before. */
async function movedSeverities(tx: Transaction, clusterId: string, before: readonly Days[]): Promise<string[]> {
  const after = await tx.$queryRawUnsafe<Days[]>(daysSql, clusterId);
  const said = (rows: readonly Days[], severity: string) =>
    JSON.stringify(rows.find((row) => row.severity === severity) ?? null);
  return severities.filter((severity) => said(before, severity) !== said(after, severity));
}

/** Dates what is open anew: writing the column lets the trigger look the days up. A cluster a statement. */
async function dateAnew(tx: Transaction, clusterIds: readonly string[], moved: readonly string[]): Promise<void> {
  for (const clusterId of clusterIds) {
    await tx.$executeRaw`
      update "Finding" set "dueOverride" = "dueOverride" where "clusterId" = ${clusterId}
        and "state" in ('open', 'acknowledged') and "severity" = any(${[...moved]}::text[]) and "dueOverride" is null`;
  }
}

/** Clusters whose findings a policy dates, held as acts hold them; of all, those that have no days of their own. */
async function holdReach(tx: Transaction, clusterId: string): Promise<string[]> {
  const rows = await tx.$queryRaw<{ id: string }[]>`
    select c."id" from "Cluster" c where c."id" = ${clusterId} or (${clusterId} = ''
      and not exists (select from "SlaPolicy" p where p."clusterId" = c."id"))`;
  if (rows.length === 0 && clusterId !== "") {
    throw new AppError("not-found", `There is no cluster with the id ${clusterId}.`);
  }
  const ids = rows.map(({ id }) => id);
  await lockClusters(tx, ids);
  return ids;
}

/**
 * Sets the days to repair of a cluster, or with "" of all that have none of their own, and dates what is open anew; null
 * for a cluster takes its own days away.
 */
export async function setSlaPolicy(
  clusterId: string,
  days: SlaDays | null,
  actor: Actor,
  now = new Date(),
): Promise<SlaPolicyView[]> {
  if (days === null && clusterId === "")
    throw new AppError("invalid", "The days of every cluster cannot be taken away.");
  if (days !== null) checkDays(days);
  await transaction(async (tx) => {
    // Whoever sets days waits here, so that two do not write half of them each.
    await tx.$executeRaw`select pg_advisory_xact_lock(${lockKey}::bigint)`;
    const reach = await holdReach(tx, clusterId);
    const before = await tx.$queryRawUnsafe<Days[]>(daysSql, clusterId);
    await tx.slaPolicy.deleteMany({ where: { clusterId } });
    if (days !== null) {
      const data = severities.map((severity) => ({
        ...{ clusterId, severity, days: days[severity], updatedAt: now, updatedBy: actor.name },
      }));
      await tx.slaPolicy.createMany({ data });
    }
    await dateAnew(tx, reach, await movedSeverities(tx, clusterId, before));
  }, triageTimeoutMs);
  return listSlaPolicies();
}
