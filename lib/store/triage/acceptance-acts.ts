import { AppError } from "../../domain/errors.ts";
import { coverReleased, readCovered } from "../acceptances/cover-released.ts";
import { type Transaction, transaction } from "../client.ts";
import { endOf, isSamePerson, textOf } from "./acceptance-input.ts";
import { endAcceptance, holdAcceptance } from "./end-acceptance.ts";
import { type Actor, triageTimeoutMs } from "./triage-findings.ts";

/** An acceptance as a person saw it: what was changed since is not overwritten. */
export interface SeenAcceptance {
  id: string;
  version: number;
}

async function holdSeen(tx: Transaction, { id, version }: SeenAcceptance, now: Date) {
  const held = await holdAcceptance(tx, id, now);
  const row = await tx.acceptance.findUniqueOrThrow({ where: { id } });
  if (held.state !== "active") {
    const by = row.endedBy === null ? "" : ` by ${row.endedBy}`;
    throw new AppError(
      "conflict",
      `This acceptance has ended already (${held.state}${by}, ${row.endedAt?.toISOString() ?? ""}): ${row.endedReason ?? ""}`,
    );
  }
  if (held.version !== version) {
    throw new AppError(
      "conflict",
      `This acceptance was changed since you looked (it is now version ${held.version}, you saw ${version}). Nothing was changed: look again.`,
    );
  }
  return { held, row };
}

/** Ends an acceptance before its day; what it covers is open again. Answers how many findings. */
export async function revokeAcceptance(
  seen: SeenAcceptance,
  reason: string,
  actor: Actor,
  now = new Date(),
): Promise<{ released: number }> {
  const why = textOf("reason", reason, 3);
  return transaction(async (tx) => {
    const { held } = await holdSeen(tx, seen, now);
    const end = { state: "revoked" as const, reason: `Revoked: ${why}`, by: actor.name, actId: null };
    const covered = await readCovered(tx, seen.id);
    const released = (await endAcceptance(tx, held, end)) ?? 0;
    await coverReleased(tx, held.at, covered);
    return { released };
  }, triageTimeoutMs);
}

/** Gives an acceptance another day, with the reason beside the first one; it is to be reviewed anew. */
export async function extendAcceptance(
  seen: SeenAcceptance,
  { expiresAt, reason }: { expiresAt: string; reason: string },
  actor: Actor,
  now = new Date(),
): Promise<{ version: number }> {
  const [end, why] = [endOf(expiresAt, now), textOf("reason", reason)];
  return transaction(async (tx) => {
    const { row } = await holdSeen(tx, seen, now);
    const added = `Until ${end.slice(0, 10)}, said ${actor.name} on ${now.toISOString().slice(0, 10)}: ${why}`;
    const { version } = await tx.acceptance.update({
      where: { id: seen.id },
      data: {
        ...{ expiresAt: new Date(end), reason: `${row.reason}\n\n${added}`, reviewedAt: null, warned: null },
        version: { increment: 1 },
      },
    });
    return { version };
  }, triageTimeoutMs);
}

/** Says that a second person looked at it. AppError "forbidden" for the one who made it. */
export async function reviewAcceptance(
  seen: SeenAcceptance,
  actor: Actor,
  now = new Date(),
): Promise<{ version: number }> {
  return transaction(async (tx) => {
    const { row } = await holdSeen(tx, seen, now);
    if (row.createdById === actor.id || isSamePerson(row.createdBy, actor.name)) {
      throw new AppError("forbidden", `${actor.name} made this acceptance: somebody else reviews it.`);
    }
    const { version } = await tx.acceptance.update({
      where: { id: seen.id },
      data: { reviewer: actor.name, reviewedAt: now, version: { increment: 1 } },
    });
    return { version };
  }, triageTimeoutMs);
}
