import { AppError } from "../domain/errors.ts";
import type { PortReview, ReviewOutcome, ReviewState, ReviewTarget } from "../domain/views/port-view.ts";
import { query, type Transaction, transaction } from "./client.ts";
import { iso, isoOrNull } from "./column-values.ts";
import type { Prisma } from "./generated/client.ts";
import { newId } from "./new-id.ts";

type Row = Prisma.PortReviewGetPayload<Record<string, never>>;

const viewOf = (row: Row): PortReview => ({
  id: row.id,
  state: row.state as ReviewState,
  owner: row.owner,
  note: row.note,
  askedBy: row.askedBy,
  askedAt: iso(row.askedAt),
  decidedBy: row.decidedBy,
  decidedAt: isoOrNull(row.decidedAt),
  version: row.version,
});

/** What stays the same of a node port over scans. */
export const reviewKey = (of: Pick<Row, "clusterId" | "port" | "protocol" | "namespace" | "service">): string =>
  JSON.stringify([of.clusterId, of.port, of.protocol, of.namespace, of.service]);

/** What was recorded, by `reviewKey`. */
export async function readReviews(cluster?: string): Promise<Map<string, PortReview>> {
  const rows = await query((database) =>
    database.portReview.findMany({ where: cluster ? { clusterId: cluster } : {} }),
  );
  return new Map(rows.map((row) => [reviewKey(row), viewOf(row)]));
}

/** What is recorded of node ports. */
export interface NewReview {
  targets: (ReviewTarget & { owner: string | null; serviceUid: string | null })[];
  state: ReviewState;
  note: string;
}

interface Act {
  by: string;
  at: Date;
}

const lastOf = ({ decidedBy, decidedAt, askedBy, askedAt, state }: Row) => ({
  by: decidedBy ?? askedBy,
  at: iso(decidedAt ?? askedAt),
  state: state as ReviewState,
});

/** One record; the version that the person saw has to be the one that stands. */
async function recordOne(
  tx: Transaction,
  { target, state, note }: { target: NewReview["targets"][number]; state: ReviewState; note: string },
  { by, at }: Act,
): Promise<Row | ReviewOutcome["conflicts"][number]> {
  const { cluster: clusterId, port, protocol, namespace, service, seen, owner, serviceUid } = target;
  const key = { clusterId, port, protocol, namespace, service };
  const decided = state === "asked" ? {} : { decidedBy: by, decidedAt: at };
  const fields = { state, note, owner, serviceUid, ...decided };
  if (seen === null) {
    // A conflict with a row that somebody else made meanwhile must not end the transaction.
    const made = await tx.portReview.createManyAndReturn({
      data: [{ id: newId(), ...key, ...fields, askedBy: by, askedAt: at }],
      skipDuplicates: true,
    });
    if (made[0]) return made[0];
  } else {
    const again = state === "asked" ? { askedBy: by, askedAt: at, decidedBy: null, decidedAt: null } : {};
    const changed = await tx.portReview.updateManyAndReturn({
      where: { ...key, ...seen },
      data: { ...fields, ...again, version: seen.version + 1 },
    });
    if (changed[0]) return changed[0];
  }
  const now = await tx.portReview.findFirst({ where: key });
  const told = now ? lastOf(now) : { by: "", at: at.toISOString(), state: null };
  return { target: { cluster: clusterId, port, protocol, namespace, service, seen }, ...told };
}

/** Records what was asked or decided; what somebody else recorded since is left as it is and told. */
export async function recordReviews({ targets, state, note }: NewReview, act: Act): Promise<ReviewOutcome> {
  const outcomes = await transaction(async (tx) => {
    const told: Awaited<ReturnType<typeof recordOne>>[] = [];
    for (const target of targets) told.push(await recordOne(tx, { target, state, note }, act));
    return told;
  });
  return {
    done: outcomes.flatMap((outcome) => ("id" in outcome ? [viewOf(outcome)] : [])),
    conflicts: outcomes.flatMap((outcome) => ("id" in outcome ? [] : [outcome])),
  };
}

/**
 * Takes the last record back: of a decision after a question the question stays, anything else goes. AppError
 * "conflict" where somebody recorded something since, "not-found" where there is none.
 */
export async function undoReview({ id, version }: { id: string; version: number }): Promise<PortReview | null> {
  return transaction(async (tx) => {
    const row = await tx.portReview.findUnique({ where: { id } });
    if (!row) throw new AppError("not-found", "This record has been taken back already.");
    if (row.version !== version) {
      const { by, at, state } = lastOf(row);
      throw new AppError("conflict", `${by} recorded "${state}" at ${at}; nothing was taken back. Look again.`);
    }
    const wasAsked = row.decidedAt !== null && row.decidedAt.getTime() !== row.askedAt.getTime();
    const where = { id, version };
    if (!wasAsked) {
      const { count } = await tx.portReview.deleteMany({ where });
      if (count === 0) throw new AppError("conflict", "Somebody recorded something at this moment; look again.");
      return null;
    }
    const back = { state: "asked", decidedBy: null, decidedAt: null, note: "", version: version + 1 };
    const [asked] = await tx.portReview.updateManyAndReturn({ where, data: back });
    if (!asked) throw new AppError("conflict", "Somebody recorded something at this moment; look again.");
    return viewOf(asked);
  });
}

/** Everything that is recorded, newest first. */
export async function listReviews(cluster?: string): Promise<(PortReview & Omit<ReviewTarget, "seen">)[]> {
  const rows = await query((database) =>
    database.portReview.findMany({
      where: cluster ? { clusterId: cluster } : {},
      orderBy: [{ askedAt: "desc" }, { id: "desc" }],
      take: 1000,
    }),
  );
  return rows.map((row) => ({
    ...viewOf(row),
    cluster: row.clusterId,
    port: row.port,
    protocol: row.protocol === "UDP" ? "UDP" : "TCP",
    namespace: row.namespace,
    service: row.service,
  }));
}
