"use client";

import { LoaderCircle, RefreshCw } from "lucide-react";
import { useRouter } from "next/navigation";
import { useEffect, useRef, useState, useTransition } from "react";
import type { FindingDetail, Recheck } from "../lib/domain/views/finding-view.ts";
import * as t from "../lib/messages/index.ts";
import { readJson } from "./frame/live.ts";
import { useQuery } from "./frame/query.ts";
import { RichText } from "./rich-text.tsx";
import { TimeAgo } from "./time-ago.tsx";
import { Button } from "./ui/button.tsx";
import { cn } from "./ui/class-names.ts";
import { toast } from "./ui/toast.ts";
import { VerdictBadge } from "./verdict-badge.tsx";

interface Props {
  findingId: string;
  recheck: Recheck | null;
  /** The server action that asks the worker. */
  request: (input: { findingId: string }) => Promise<{ ok: true; value: Recheck } | { ok: false; message: string }>;
}

const runs = (recheck: Recheck | null) => recheck?.state === "queued" || recheck?.state === "running";

function outcome(recheck: Recheck): string {
  const words = t.recheck;
  if (recheck.state === "failed") return words.failed;
  if (recheck.verdict === "pass") return words.closed;
  if (recheck.verdict === "fail") return words.confirmed;
  return recheck.verdict === "not-applicable" ? words.notApplicable : words.unknown;
}

/** Watches a re-check while it runs; when it ends the page reads the finding again. */
function useRecheck(findingId: string, initial: Recheck | null) {
  const router = useRouter();
  const [watched, setWatched] = useState(initial);
  const query = useQuery({
    queryKey: ["recheck", findingId, watched?.id],
    queryFn: async ({ signal }) =>
      (await readJson<FindingDetail>(`/api/v1/findings/${encodeURIComponent(findingId)}`, signal)).recheck,
    enabled: runs(watched),
    refetchInterval: 500,
  });
  const current = query.data?.id === watched?.id ? (query.data ?? watched) : watched;
  const ended = useRef<string | null>(runs(initial) ? null : (initial?.id ?? null));
  useEffect(() => {
    if (!current || runs(current) || ended.current === current.id) return;
    ended.current = current.id;
    setWatched(current);
    router.refresh();
  }, [current, router]);
  return { current, watch: setWatched, broken: query.isError ? query.error.message : null };
}

export function RecheckPanel({ findingId, recheck, request }: Props) {
  const { current, watch, broken } = useRecheck(findingId, recheck);
  const [pending, start] = useTransition();
  const running = pending || runs(current);
  const words = t.recheck;
  const ask = () =>
    start(async () => {
      const answer = await request({ findingId });
      if (answer.ok) watch(answer.value);
      else toast.error(answer.message);
    });
  const Icon = running ? LoaderCircle : RefreshCw;
  return (
    <div>
      <div className="flex flex-wrap items-center gap-3">
        <Button variant="primary" onClick={ask} disabled={running}>
          <Icon aria-hidden className={cn(running && "animate-spin")} />
          {current && !running ? words.again : words.button}
        </Button>
        <span className="text-xs text-ink-2">{words.what}</span>
      </div>
      <div role="status" aria-live="polite" className="mt-2 text-sm">
        {running ? (
          <p className="text-ink-2">{broken ?? (current?.state === "running" ? words.running : words.queued)}</p>
        ) : null}
        {current && !running ? (
          <div className="grid gap-1">
            <p className="flex flex-wrap items-center gap-2 font-medium">
              {current.verdict ? <VerdictBadge verdict={current.verdict} /> : null}
              {outcome(current)}
            </p>
            {current.reason ? (
              <p className="max-w-prose text-ink-2">
                <RichText text={current.reason} />
              </p>
            ) : null}
            <p className="text-xs text-ink-2">
              {words.last} <TimeAgo at={current.finishedAt ?? current.requestedAt} />
            </p>
          </div>
        ) : null}
      </div>
    </div>
  );
}
