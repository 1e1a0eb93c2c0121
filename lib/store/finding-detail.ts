import type { Beside } from "../domain/beside.ts";
import type { References } from "../domain/check.ts";
import { AppError } from "../domain/errors.ts";
import type { FindingEventKind } from "../domain/finding-state.ts";
import type { Remediation, RemediationContext } from "../domain/remediation.ts";
import type { FindingDetail, FindingEvent } from "../domain/views/finding-view.ts";
import { query } from "./client.ts";
import { fromJson, iso } from "./column-values.ts";
import { readEvidence } from "./evidence.ts";
import { findingRow } from "./finding-rows.ts";
import { recheckView } from "./recheck-view.ts";

const maxEvents = 200;

/** One finding with its proof, its remediation and its story, the newest event first. */
export async function getFinding(id: string): Promise<FindingDetail> {
  const row = await query((database) =>
    database.finding.findUnique({
      where: { id },
      include: {
        cluster: { select: { name: true } },
        look: true,
        events: { orderBy: [{ at: "desc" }, { id: "desc" }], take: maxEvents },
        rechecks: { orderBy: [{ requestedAt: "desc" }, { id: "desc" }], take: 1 },
      },
    }),
  );
  if (!row) throw new AppError("not-found", `There is no finding with the id ${id}.`);
  const [evidence, previousEvidence] = await Promise.all([
    readEvidence(row.evidenceHash, row.look?.evidenceAt ?? row.evidenceAt, row.clusterId),
    readEvidence(row.previousEvidenceHash, row.previousEvidenceAt, row.clusterId),
  ]);
  const events = row.events.map(
    (event): FindingEvent => ({
      id: event.id,
      kind: event.kind as FindingEventKind,
      at: iso(event.at),
      scanId: event.scanId,
      message: event.message,
      by: event.by,
    }),
  );
  const recheck = row.rechecks[0];
  return {
    ...findingRow({ ...row, ...row.look, state: row.state, clusterName: row.cluster.name }),
    reason: row.reason,
    evidence,
    previousEvidence,
    remediation: fromJson<Remediation>(row.remediation),
    context: fromJson<RemediationContext>(row.context),
    references: fromJson<References>(row.references),
    beside: fromJson<Beside>(row.beside ?? {}),
    events,
    recheck: recheck ? recheckView(recheck) : null,
    lastScanId: row.look?.lastScanId ?? row.lastScanId,
  };
}
