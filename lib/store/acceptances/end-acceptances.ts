import { ranOut } from "../../posture/index.ts";
import { query, transaction } from "../client.ts";
import { ensurePartitions } from "../partitions.ts";
import { endAcceptance, holdAcceptance } from "../triage/end-acceptance.ts";
import { coverReleased, readCovered } from "./cover-released.ts";
import { inTime } from "./in-time.ts";

export interface EndedAcceptance {
  id: string;
  /** Findings that it covered and that are looked at again. */
  findings: number;
}

/** An acceptance may cover as much as one act may. */
const endTimeoutMs = 180_000;
/** A worker that was away for long comes back to the rest in its next round. */
const atOnce = 500;

async function endOne(id: string, now: Date): Promise<EndedAcceptance | null> {
  return transaction(async (tx) => {
    const held = await holdAcceptance(tx, id, now);
    // Another worker was first, or somebody extended it meanwhile.
    if (held.state !== "active" || held.expiresAt === null || held.expiresAt.getTime() > now.getTime()) return null;
    const covered = await readCovered(tx, id);
    const reason = ranOut(held.expiresAt.toISOString());
    const findings = await endAcceptance(tx, held, { state: "expired", reason, by: null, actId: null });
    await coverReleased(tx, held.at, covered);
    return findings === null ? null : { id, findings };
  }, endTimeoutMs);
}

/**
 * Ends acceptances whose time is over: what they cover is open again. Each in a transaction of its own and exactly once,
 * however many workers ask and however long none did. Of one cluster where it is named.
 */
export async function endAcceptances(now: Date, of: { clusterId?: string } = {}): Promise<EndedAcceptance[]> {
  const due = await query(
    (database) => database.$queryRaw<{ id: string }[]>`
      select a."id" from "Acceptance" a where a."state" = 'active' and a."expiresAt" <= ${now} and ${inTime(of.clusterId)}
      order by a."expiresAt", a."id" limit ${atOnce}`,
  );
  if (due.length > 0) await ensurePartitions([now]);
  const ended: EndedAcceptance[] = [];
  for (const { id } of due) {
    const one = await endOne(id, now);
    if (one) ended.push(one);
  }
  return ended;
}
