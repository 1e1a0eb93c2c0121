import { AppError } from "../../domain/errors.ts";
import type { FindingComment } from "../../domain/views/triage-view.ts";
import { query, type Transaction, transaction } from "../client.ts";
import { iso, isoOrNull } from "../column-values.ts";
import { newId } from "../new-id.ts";
import { firstLine } from "./triage-decisions.ts";
import type { Actor } from "./triage-findings.ts";

export const mostComment = 10_000;

function bodyOf(body: string): string {
  if (body.trim() === "") throw new AppError("invalid", "A comment must say something.");
  if (body.length > mostComment) throw new AppError("invalid", `A comment is at most ${mostComment} characters long.`);
  return body;
}

interface Row {
  id: string;
  at: Date;
  by: string;
  byId: string;
  body: string;
  editedAt: Date | null;
  version: number;
}

const commentOf = (row: Row, reader: Pick<Actor, "id">): FindingComment => ({
  id: row.id,
  at: iso(row.at),
  by: row.by,
  own: row.byId === reader.id,
  body: row.body,
  editedAt: isoOrNull(row.editedAt),
  version: row.version,
});

/** Comments of a finding, the oldest first. */
export async function listComments(findingId: string, reader: Pick<Actor, "id">): Promise<FindingComment[]> {
  const rows = await query((database) =>
    database.findingComment.findMany({ where: { findingId }, orderBy: [{ at: "asc" }, { id: "asc" }] }),
  );
  return rows.map((row) => commentOf(row, reader));
}

/** Counts what is there, so that the number on the finding cannot drift. */
async function recount(tx: Transaction, findingId: string): Promise<void> {
  await tx.$executeRaw`
    update "Finding" set "comments" = (select count(*) from "FindingComment" where "findingId" = ${findingId})
    where "id" = ${findingId}`;
}

/** Holds the finding, so that two who write at once are counted both. */
async function holdFinding(tx: Transaction, findingId: string) {
  const rows = await tx.$queryRaw<{ clusterId: string; severity: string }[]>`
    select "clusterId", "severity" from "Finding" where "id" = ${findingId} for no key update`;
  const [row] = rows;
  if (!row) throw new AppError("not-found", `There is no finding with the id ${findingId}.`);
  return row;
}

/** Adds a comment: Markdown as it was written, at most 10,000 characters. */
export async function addComment(
  findingId: string,
  body: string,
  actor: Actor,
  now = new Date(),
): Promise<FindingComment> {
  const text = bodyOf(body);
  return transaction(async (tx) => {
    const { clusterId, severity } = await holdFinding(tx, findingId);
    const row = await tx.findingComment.create({
      data: { id: newId(), findingId, clusterId, at: now, by: actor.name, byId: actor.id, body: text },
    });
    await recount(tx, findingId);
    const said = { kind: "commented", message: firstLine(text), severity, by: actor.name, actId: row.id };
    await tx.findingEvent.create({ data: { id: newId(), findingId, clusterId, at: now, ...said } });
    return commentOf(row, actor);
  });
}

export interface SeenComment {
  id: string;
  version: number;
  /** Where it is told: a comment of another finding is not there. */
  findingId?: string;
}

/** A comment of the actor's own, as they saw it, with its finding held. */
async function holdOwn(tx: Transaction, { id, version, findingId }: SeenComment, actor: Actor) {
  const found = await tx.findingComment.findUnique({ where: { id }, select: { findingId: true } });
  if (!found || (findingId !== undefined && found.findingId !== findingId))
    throw new AppError("not-found", "This comment is no longer there.");
  await holdFinding(tx, found.findingId);
  const row = await tx.findingComment.findUnique({ where: { id } });
  if (!row) throw new AppError("not-found", "This comment is no longer there.");
  if (row.byId !== actor.id) throw new AppError("forbidden", `Only ${row.by}, who wrote this comment, may change it.`);
  if (row.version !== version) {
    const when = (row.editedAt ?? row.at).toISOString();
    throw new AppError(
      "conflict",
      `This comment was changed by ${row.by} at ${when}. Nothing was changed: look again.`,
    );
  }
  return row;
}

/** What the story of the finding says of a comment. */
async function retell(tx: Transaction, { id, findingId }: { id: string; findingId: string }, message: string) {
  await tx.findingEvent.updateMany({ where: { findingId, kind: "commented", actId: id }, data: { message } });
}

export async function editComment(
  seen: SeenComment,
  body: string,
  actor: Actor,
  now = new Date(),
): Promise<FindingComment> {
  const text = bodyOf(body);
  return transaction(async (tx) => {
    const { id } = await holdOwn(tx, seen, actor);
    const row = await tx.findingComment.update({
      where: { id },
      data: { body: text, editedAt: now, version: { increment: 1 } },
    });
    await retell(tx, row, firstLine(text));
    return commentOf(row, actor);
  });
}

/** Removes a comment of the actor's own; that something was said stays in the story, with its first line taken out. */
export async function removeComment(seen: SeenComment, actor: Actor): Promise<void> {
  await transaction(async (tx) => {
    const row = await holdOwn(tx, seen, actor);
    await tx.findingComment.delete({ where: { id: row.id } });
    await recount(tx, row.findingId);
    await retell(tx, row, "A comment that was removed since.");
  });
}
