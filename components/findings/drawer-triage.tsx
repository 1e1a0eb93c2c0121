"use client";

import { useState } from "react";
import type { FindingDetail } from "../../lib/domain/views/finding-view.ts";
import type { FindingTriage } from "../../lib/domain/views/triage-view.ts";
import * as t from "../../lib/messages/index.ts";
import { readJson } from "../frame/live.ts";
import { useQuery } from "../frame/query.ts";
import type { TriageActions } from "../triage/triage-actions.ts";
import { TriagePanel } from "../triage/triage-panel.tsx";
import { Skeleton } from "../ui/skeleton.tsx";

interface Props {
  finding: FindingDetail;
  /** RFC 3339; when the list was read. */
  readAt: string;
  /** Null where the page shows the past. */
  actions: TriageActions | null;
}

/** Who has it, by when, what was decided and said: read when the drawer opens. */
export function DrawerTriage({ finding: { id, headline }, readAt, actions }: Props) {
  const { data, error, isFetching } = useQuery({
    queryKey: ["finding-triage", id],
    queryFn: ({ signal }) => readJson<FindingTriage>(`/api/v1/findings/${encodeURIComponent(id)}/triage`, signal),
  });
  // As it stood when it was opened: what came since is told, and not put in its place. An older answer is not waited by.
  const [first, setFirst] = useState<FindingTriage | null>(null);
  if (first === null && data && !isFetching) setFirst(data);
  return (
    <section aria-label={t.findingDrawer.triage} className="mt-4">
      {first ? (
        <TriagePanel finding={{ id, headline }} initial={first} readAt={readAt} actions={actions} />
      ) : error ? (
        <p className="text-sm text-critical">{t.findingDrawer.broken(error.message)}</p>
      ) : (
        <Skeleton className="h-24 w-full" />
      )}
    </section>
  );
}
