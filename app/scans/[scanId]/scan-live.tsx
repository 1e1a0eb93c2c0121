"use client";

import { useRouter } from "next/navigation";
import { useEffect, useRef, useState, useTransition } from "react";
import { readJson } from "../../../components/frame/live.ts";
import { useQuery } from "../../../components/frame/query.ts";
import { scanProgress } from "../../../components/frame/scan-line.tsx";
import { Button } from "../../../components/ui/button.tsx";
import { Progress } from "../../../components/ui/progress.tsx";
import { Section } from "../../../components/ui/section.tsx";
import { toast } from "../../../components/ui/toast.ts";
import type { ScanSummary } from "../../../lib/domain/views/scan-view.ts";
import * as t from "../../../lib/messages/index.ts";
import { cancelScanAction } from "../actions.ts";

const runs = (scan: ScanSummary) => scan.state === "queued" || scan.state === "running";

/** Asks every second while the scan runs; when its state changes the page reads itself again. */
function useScan(initial: ScanSummary) {
  const router = useRouter();
  const query = useQuery({
    queryKey: ["scan", initial.id],
    queryFn: ({ signal }) => readJson<ScanSummary>(`/api/v1/scans/${encodeURIComponent(initial.id)}`, signal),
    initialData: initial,
    refetchInterval: ({ state }) => (!state.data || runs(state.data) ? 1_000 : false),
  });
  const { state } = query.data;
  const shown = useRef(initial.state);
  useEffect(() => {
    if (state === shown.current) return;
    shown.current = state;
    router.refresh();
  }, [state, router]);
  return { scan: query.data, broken: query.isError ? query.error.message : null };
}

/** The progress of a scan that is not over yet, and the way to end it. */
export function ScanLive({ initial }: { initial: ScanSummary }) {
  const { scan, broken } = useScan(initial);
  const [cancelling, setCancelling] = useState(false);
  const [pending, start] = useTransition();
  const words = t.scans.live;
  const { share, words: progress } = scanProgress(scan);
  const cancel = () =>
    start(async () => {
      const answer = await cancelScanAction({ scanId: scan.id });
      if (answer.ok) setCancelling(true);
      else toast.error(answer.message);
    });
  return (
    <Section
      id="progress"
      title={words.title}
      actions={
        <Button variant="danger" onClick={cancel} disabled={pending || cancelling || !runs(scan)}>
          {words.cancel}
        </Button>
      }
    >
      <Progress value={share} label={t.frame.scan.progress(scan.clusterName)} text={progress} className="h-2" />
      <p className="nums mt-2 text-sm">{progress}</p>
      <p role="status" className="mt-1 text-xs text-ink-2">
        {broken
          ? words.pollFailed(broken)
          : cancelling
            ? words.cancelling
            : scan.state === "queued"
              ? words.queuedFor
              : words.cancelHint}
      </p>
    </Section>
  );
}
