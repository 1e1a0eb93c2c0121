import * as t from "../../lib/messages/index.ts";
import { cn } from "../ui/class-names.ts";
import type { FrameCluster } from "./frame-cluster.ts";

const dayMs = 24 * 60 * 60 * 1000;

export function freshnessOf(cluster: FrameCluster, nowMs: number): keyof typeof t.frame.freshness {
  if (cluster.scanning) return "running";
  if (!cluster.scannedAt) return "never";
  return nowMs - Date.parse(cluster.scannedAt) < dayMs ? "fresh" : "stale";
}

/** How old a cluster's data is: filled within a day, half after, dashed when there is none, accent while scanning. */
export function FreshnessDot({ cluster, className }: { cluster: FrameCluster; className?: string }) {
  const freshness = freshnessOf(cluster, Date.now());
  return (
    <svg
      viewBox="0 0 10 10"
      role="img"
      aria-label={t.frame.freshness[freshness]}
      suppressHydrationWarning
      className={cn(
        "size-2.5 shrink-0",
        freshness === "running" ? "animate-pulse text-accent" : "text-ink-2",
        className,
      )}
    >
      <circle
        cx="5"
        cy="5"
        r="3.8"
        fill={freshness === "fresh" || freshness === "running" ? "currentColor" : "none"}
        stroke="currentColor"
        strokeWidth="1.4"
        strokeDasharray={freshness === "never" ? "2 1.6" : undefined}
      />
      {freshness === "stale" ? <path d="M5 1.2a3.8 3.8 0 0 1 0 7.6z" fill="currentColor" /> : null}
    </svg>
  );
}
