import { AppError } from "../../domain/errors.ts";
import type { FindingState } from "../../domain/finding-state.ts";
import type { TriageKind } from "../../domain/triage.ts";
import type { Page } from "../../domain/views/page.ts";
import type { FindingTriage, TriageActRow } from "../../domain/views/triage-view.ts";
import { findAcceptance } from "../acceptances/list-acceptances.ts";
import { query } from "../client.ts";
import { iso, isoOrNull } from "../column-values.ts";
import { decodeCursor, encodeCursor, pageSize } from "../cursor.ts";
import { listComments } from "./comments.ts";
import type { Actor } from "./triage-findings.ts";

/** What stands on one finding by acts of people. AppError "not-found" where there is no such finding. */
export async function getFindingTriage(findingId: string, reader: Pick<Actor, "id">): Promise<FindingTriage> {
  const row = await query((database) => database.finding.findUnique({ where: { id: findingId } }));
  if (!row) throw new AppError("not-found", `There is no finding with the id ${findingId}.`);
  const [acceptance, comments] = await Promise.all([
    row.acceptanceId === null ? null : findAcceptance(row.acceptanceId),
    listComments(findingId, reader),
  ]);
  return {
    version: row.triageVersion,
    state: row.state as FindingState,
    assignee: row.assignee,
    dueAt: isoOrNull(row.dueAt),
    dueSet: row.dueOverride !== null,
    triagedAt: isoOrNull(row.triagedAt),
    triagedBy: row.triagedBy,
    acceptance,
    comments,
  };
}

const sort = "-at";

/** Acts of people, the newest first; of one finding where it is named. */
export async function listTriageActs(
  asked: { finding?: string; limit?: number; cursor?: string } = {},
): Promise<Page<TriageActRow>> {
  const limit = pageSize(asked.limit);
  const [at, last] = asked.cursor ? decodeCursor(asked.cursor, sort, 2) : [];
  const of = asked.finding === undefined ? {} : { items: { some: { findingId: asked.finding } } };
  const place = at && last ? { OR: [{ at: { lt: new Date(at) } }, { at: new Date(at), id: { lt: last } }] } : {};
  const [rows, total] = await query((database) =>
    Promise.all([
      database.triageAct.findMany({
        where: { ...of, ...place },
        orderBy: [{ at: "desc" }, { id: "desc" }],
        take: limit + 1,
      }),
      database.triageAct.count({ where: of }),
    ]),
  );
  const shown = rows.slice(0, limit);
  const end = rows.length > limit ? shown.at(-1) : undefined;
  return {
    items: shown.map(({ id, at: when, by, kind, total: findings, undoneAt, undoneBy }) => ({
      ...{ id, at: iso(when), by, kind: kind as TriageKind, total: findings },
      ...{ undoneAt: isoOrNull(undoneAt), undoneBy },
    })),
    nextCursor: end ? encodeCursor(sort, [iso(end.at), end.id]) : null,
    total,
  };
}
