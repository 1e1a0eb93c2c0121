"use client";

import type { TriageKind } from "../../lib/domain/triage.ts";
import type { FindingDetail } from "../../lib/domain/views/finding-view.ts";
import * as t from "../../lib/messages/index.ts";
import { TimeAgo } from "../time-ago.tsx";
import { Button } from "../ui/button.tsx";
import type { TriageRequest } from "./triage-request.ts";

const acts = ["acknowledge", "assign", "accept", "false-positive"] as const satisfies TriageKind[];

interface Props {
  finding: FindingDetail;
  readOnly: boolean;
  onAct: (request: TriageRequest) => void;
}

/** Who has it, by when, and what can be decided about it. */
export function DrawerTriage({ finding, readOnly, onAct }: Props) {
  const { id, assignee, dueAt, acceptanceId, comments, triageVersion, headline, state } = finding;
  const { columns, nobody, noDue } = t.findingsList;
  const ask = (kind: TriageKind) =>
    onAct({ target: { kind: "findings", items: [{ id, version: triageVersion }] }, kind, count: 1, headline });
  return (
    <section aria-label={t.findingDrawer.triage} className="mt-4 rounded-md border border-line bg-raised p-3">
      <dl className="flex flex-wrap gap-x-6 gap-y-1 text-sm [&_dt]:inline [&_dt]:text-ink-2 [&_dd]:inline [&_dd]:ms-1.5">
        <div>
          <dt>{columns.assignee}</dt>
          <dd>{assignee ?? nobody}</dd>
        </div>
        <div>
          <dt>{columns.due}</dt>
          <dd>{dueAt ? <TimeAgo at={dueAt} /> : noDue}</dd>
        </div>
        {comments > 0 ? <div>{t.findingDrawer.comments(comments)}</div> : null}
        {acceptanceId ? <div>{t.findingDrawer.accepted}</div> : null}
      </dl>
      {readOnly || state === "resolved" ? null : (
        <div className="mt-2 flex flex-wrap gap-1.5">
          {acts
            .filter((kind) => kind !== "acknowledge" || state === "open")
            .map((kind) => (
              <Button key={kind} size="sm" onClick={() => ask(kind)}>
                {t.findingsList.acts[kind]}
              </Button>
            ))}
        </div>
      )}
    </section>
  );
}
