import { query, type Transaction, transaction } from "./client.ts";
import { listPartitions, partitionedTables, unlessDropped } from "./partitions.ts";
import { rebuildAllClusters } from "./sum-clusters.ts";

const batch = 10_000;
const finalMs = 120_000;

/** Rows of a cluster that are many, what hangs on others first; `$1` is the cluster. */
const heavy: [table: string, where: string][] = [
  ["PortHistory", `t."targetId" in (select p."id" from "PortTarget" p where p."clusterId" = $1)`],
  ["PortState", `t."targetId" in (select p."id" from "PortTarget" p where p."clusterId" = $1)`],
  ["JudgementHistory", `t."clusterId" = $1`],
  ["Change", `t."clusterId" = $1`],
  ["FindingEvent", `t."clusterId" = $1`],
  ["FindingSpan", `t."clusterId" = $1`],
  ["Finding", `t."clusterId" = $1`],
  ["Judgement", `t."clusterId" = $1`],
  ["PortTarget", `t."clusterId" = $1`],
  ["RawScan", `t."clusterId" = $1`],
  ["Scan", `t."clusterId" = $1`],
];

const removal = (from: string, where: string) => `with gone as materialized (
    select t.ctid as "place" from "${from}" t where ${where} limit ${batch})
  delete from "${from}" d using gone where d.ctid = gone."place"`;

/** Each step waits for a scan that is being stored, so that the two never wait for each other's rows in a ring. */
async function removeRows(id: string, from: string, where: string): Promise<void> {
  const sql = removal(from, where);
  const step = async (tx: Transaction) => {
    await tx.$queryRaw`select 1 from "Cluster" where "id" = ${id} for no key update`;
    return tx.$executeRawUnsafe(sql, id);
  };
  let rows = batch;
  while (rows === batch) rows = await unlessDropped(() => transaction(step, finalMs));
}

/** Acts of people, and acceptances of chosen findings, of which nothing is left. */
async function removeEmptyActs(tx: Transaction): Promise<void> {
  await tx.$executeRaw`
    delete from "TriageAct" a where a."total" > 0 and not exists (select from "TriageActItem" i where i."actId" = a."id")`;
  await tx.$executeRaw`
    delete from "Acceptance" a where a."scope" = 'findings'
      and not exists (select from "AcceptanceMatch" m where m."acceptanceId" = a."id")`;
}

/**
 * Removes a cluster with all that is known of it: what is much in steps that hold nobody up, the rest and the cluster in
 * one transaction. False when there is none. A removal that broke off is ended by another; what a scan wrote meanwhile
 * into tables without a key to the cluster is left to retention, which removes what belongs to none.
 */
export async function removeCluster(id: string): Promise<boolean> {
  if ((await query((database) => database.cluster.count({ where: { id } }))) === 0) return false;
  const partitions = await listPartitions();
  for (const [table, where] of heavy) {
    const months = partitions.filter((partition) => partition.table === table).map(({ name }) => name);
    for (const from of table in partitionedTables ? months : [table]) await removeRows(id, from, where);
  }
  return transaction(async (tx) => {
    const { count } = await tx.cluster.deleteMany({ where: { id } });
    for (const table of ["JudgementHistory", "Change", "TrendDay", "RetentionPolicy", "DemoState", "SlaPolicy"]) {
      await tx.$executeRawUnsafe(`delete from "${table}" where "clusterId" = $1`, id);
    }
    await removeEmptyActs(tx);
    await rebuildAllClusters(tx);
    return count > 0;
  }, finalMs);
}
