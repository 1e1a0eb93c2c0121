"use client";

import { QueryObserver, type QueryObserverOptions } from "@tanstack/react-query";
import type { ClusterRow } from "../../lib/domain/views/cluster-view.ts";
import type { ScanSummary } from "../../lib/domain/views/scan-view.ts";
import { frameCluster } from "./frame-cluster.ts";
import { type Live, publish } from "./live-store.ts";
import { queryClient } from "./query-client.ts";
import { readJson } from "./read-json.ts";
import { seenCookie } from "./seen-cookie.ts";

/** What this browser has seen: an instant, or nothing while no mark was ever set. */
function seenUntil(): string | null {
  const found = document.cookie.split("; ").find((pair) => pair.startsWith(`${seenCookie}=`));
  return found ? decodeURIComponent(found.slice(seenCookie.length + 1)) : null;
}

async function runningScan(signal: AbortSignal): Promise<ScanSummary | null> {
  const scans = await readJson<{ items: ScanSummary[] }>("/api/v1/scans?limit=1&state=running", signal);
  return scans.items.find((scan) => scan.state === "running" || scan.state === "queued") ?? null;
}

async function unseen(signal: AbortSignal): Promise<{ since: string; count: number } | null> {
  const since = seenUntil();
  if (!since) return null;
  const path = `/api/v1/changes?limit=1&since=${encodeURIComponent(since)}`;
  return { since, count: (await readJson<{ total: number }>(path, signal)).total };
}

function watch<Data>(options: QueryObserverOptions<Data>, part: (data: Data) => Live): () => void {
  return new QueryObserver<Data>(queryClient(), options).subscribe(({ data }) => {
    if (data !== undefined) publish(part(data));
  });
}

/** Asks for what the frame shows, again and again; returns what ends it. */
export function startLive(): () => void {
  const ends = [
    watch(
      {
        queryKey: ["clusters"],
        queryFn: ({ signal }) => readJson<{ items: ClusterRow[] }>("/api/v1/clusters", signal),
        refetchInterval: 30_000,
      },
      ({ items }) => ({ clusters: items.map(frameCluster) }),
    ),
    watch(
      {
        queryKey: ["running-scan"],
        queryFn: ({ signal }) => runningScan(signal),
        // Often while there is one, seldom while there is none.
        refetchInterval: (query) => (query.state.data ? 1_000 : 5_000),
      },
      (scan) => ({ scan }),
    ),
    watch({ queryKey: ["unseen"], queryFn: ({ signal }) => unseen(signal), refetchInterval: 60_000 }, (counted) => ({
      unseen: counted,
    })),
  ];
  return () => {
    for (const end of ends) end();
  };
}

/** Asks again at once. */
export async function readAgain(name: "clusters" | "running-scan" | "unseen"): Promise<void> {
  await queryClient().invalidateQueries({ queryKey: [name] });
}
