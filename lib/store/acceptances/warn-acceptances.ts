import { acceptanceWarnings } from "../../domain/triage.ts";
import { daysLeft, warningDue } from "../../posture/index.ts";
import { insertRows } from "../bulk.ts";
import { query, type Transaction, transaction } from "../client.ts";
import { iso, isoOrNull } from "../column-values.ts";
import { newId } from "../new-id.ts";
import { ensurePartitions } from "../partitions.ts";
import { inTime } from "./in-time.ts";

export interface WarnedAcceptance {
  id: string;
  /** Days before its end: 14 or 3. */
  warning: number;
}

const columns = { id: "text", at: "timestamptz", clusterId: "text", kind: "text", message: "text", facts: "jsonb" };
const dayMs = 86_400_000;
const firstLine = (text: string) => text.split("\n", 1)[0]?.slice(0, 200) ?? "";
const plural = (count: number, one: string) => `${count} ${one}${count === 1 ? "" : "s"}`;

interface Covered {
  clusterId: string;
  findings: number;
}

/** Clusters that are told, with how many findings it is about there; one that covers none tells its own cluster. */
async function readCovered(tx: Transaction, id: string, clusterId: string | null): Promise<Covered[]> {
  const rows = await tx.$queryRaw<Covered[]>`
    select "clusterId", count(*)::int as "findings" from "Finding"
    where "acceptanceId" = ${id} and "state" in ('accepted', 'false-positive') group by 1 order by 1`;
  if (rows.length > 0 || clusterId === null) return rows;
  return [{ clusterId, findings: 0 }];
}

async function warnOne(id: string, now: Date): Promise<WarnedAcceptance | null> {
  return transaction(async (tx) => {
    // Another worker that warns of it is waited for, and then there is nothing left to say.
    await tx.$queryRaw`select "id" from "Acceptance" where "id" = ${id} for no key update`;
    const row = await tx.acceptance.findUnique({ where: { id } });
    if (row?.state !== "active" || row.expiresAt === null) return null;
    const [at, expiresAt] = [now.toISOString(), row.expiresAt.toISOString()];
    const of = { createdAt: iso(row.createdAt), expiresAt: isoOrNull(row.expiresAt), warned: row.warned };
    const warning = warningDue(of, at);
    if (warning === null) return null;
    const days = daysLeft(expiresAt, at);
    const what = row.kind === "accepted" ? "Acceptance" : "False positive";
    const told = (await readCovered(tx, id, row.clusterId)).map(({ clusterId, findings }) => ({
      ...{ id: newId(), at, clusterId, kind: "acceptance-expiring" },
      message: `${what} of ${plural(findings, "finding")} ends in ${plural(days, "day")}: ${firstLine(row.reason)}`,
      facts: { acceptanceId: id, kind: row.kind, expiresAt, daysLeft: days, findings },
    }));
    await insertRows(tx, { table: "Change", columns }, told);
    await tx.acceptance.update({ where: { id }, data: { warned: warning } });
    return { id, warning };
  });
}

/** Tells of acceptances that end soon, 14 days before and 3 days before, each once, in the feed of the clusters concerned. */
export async function warnAcceptances(now: Date, of: { clusterId?: string } = {}): Promise<WarnedAcceptance[]> {
  const until = new Date(now.getTime() + acceptanceWarnings[0] * dayMs);
  const rows = await query(
    (database) => database.$queryRaw<{ id: string; createdAt: Date; expiresAt: Date; warned: number | null }[]>`
      select a."id", a."createdAt", a."expiresAt", a."warned" from "Acceptance" a
      where a."state" = 'active' and a."expiresAt" > ${now} and a."expiresAt" <= ${until} and ${inTime(of.clusterId)}
      order by a."expiresAt", a."id"`,
  );
  const at = now.toISOString();
  const due = rows.filter((row) => {
    return (
      warningDue({ createdAt: iso(row.createdAt), expiresAt: isoOrNull(row.expiresAt), warned: row.warned }, at) !==
      null
    );
  });
  if (due.length > 0) await ensurePartitions([now]);
  const warned: WarnedAcceptance[] = [];
  for (const { id } of due) {
    const one = await warnOne(id, now);
    if (one) warned.push(one);
  }
  return warned;
}
