"use client";

import { useRouter } from "next/navigation";
import { useEffect, useRef } from "react";
import type { ScanSummary } from "../../lib/domain/views/scan-view.ts";
import * as t from "../../lib/messages/index.ts";
import { Link } from "../ui/link.tsx";
import { Progress } from "../ui/progress.tsx";
import { toast } from "../ui/toast.ts";
import { useRunningScan } from "./live.ts";

/** "Demo: 212 of 240 probes, 2 unreachable", and how much of the whole that is. */
export function scanProgress(scan: Pick<ScanSummary, "progress" | "state">): { share: number | null; words: string } {
  const progress = scan.progress;
  if (!progress) return { share: null, words: t.frame.scan.queued };
  if (progress.phase === "discovery") return { share: null, words: t.frame.scan.discovery };
  if (progress.phase === "checks") return { share: 1, words: t.frame.scan.checks };
  const planned = Math.max(1, progress.probesPlanned);
  const parts = [t.frame.scan.probes(progress.probesDone, progress.probesPlanned)];
  if (progress.nodesKnown > 0) parts.push(t.frame.scan.nodes(progress.nodesDone, progress.nodesKnown));
  if (progress.unreachable > 0) parts.push(t.frame.scan.unreachable(progress.unreachable));
  return { share: progress.probesDone / planned, words: parts.join(", ") };
}

/** The thin line across the top and its words while a scan runs; when it ends the page reads its data again. */
export function ScanLine() {
  const router = useRouter();
  const scan = useRunningScan();
  const last = useRef<ScanSummary | null>(null);

  useEffect(() => {
    if (scan === undefined) return;
    const before = last.current;
    last.current = scan;
    if (before && before.id !== scan?.id) {
      toast(t.frame.scan.finished(before.clusterName));
      router.refresh();
    }
  }, [scan, router]);

  if (!scan) return null;
  const { share, words } = scanProgress(scan);
  const label = t.frame.scan.progress(scan.clusterName);
  return (
    <Link
      href={`/scans/${scan.id}`}
      className="nums shrink-0 rounded-sm text-xs leading-6 text-ink-2 hover:text-ink hover:underline max-md:sr-only"
    >
      <span className="font-medium text-ink">{scan.clusterName}</span> <span className="max-xl:sr-only">{words}</span>
      <Progress
        value={share}
        label={label}
        text={words}
        className="absolute inset-x-0 top-full z-20 h-0.5 rounded-none"
      />
    </Link>
  );
}
