"use client";

import { useQuery } from "@tanstack/react-query";
import { useSyncExternalStore } from "react";
import type { ClusterRow } from "../../lib/domain/views/cluster-view.ts";
import type { ScanSummary } from "../../lib/domain/views/scan-view.ts";
import { type FrameCluster, frameCluster } from "./frame-cluster.ts";
import { seenCookie } from "./seen-cookie.ts";

/** Reads JSON from our own API; an error carries the server's sentence. */
export async function readJson<Value>(path: string, signal?: AbortSignal): Promise<Value> {
  const response = await fetch(path, { headers: { accept: "application/json" }, ...(signal ? { signal } : {}) });
  if (!response.ok) {
    const problem = (await response.json().catch(() => null)) as { detail?: string } | null;
    throw new Error(problem?.detail ?? `${response.status} ${response.statusText}`);
  }
  return (await response.json()) as Value;
}

const never = () => () => undefined;

/** False on the server and in the first render of the browser, which must say what the server said. */
function useHydrated(): boolean {
  return useSyncExternalStore(
    never,
    () => true,
    () => false,
  );
}

/** Clusters of the frame; null while they are not known, which is not the same as none. */
export function useClusters(initial?: FrameCluster[]): FrameCluster[] | null {
  const hydrated = useHydrated();
  const query = useQuery({
    queryKey: ["clusters"],
    queryFn: async ({ signal }) =>
      (await readJson<{ items: ClusterRow[] }>("/api/v1/clusters", signal)).items.map(frameCluster),
    refetchInterval: 30_000,
    ...(initial ? { initialData: initial } : {}),
  });
  return (hydrated ? query.data : initial) ?? null;
}

/** The scan that runs or waits now, null for none; asked often while there is one, seldom while there is none. */
export function useRunningScan(): ScanSummary | null | undefined {
  const hydrated = useHydrated();
  const { data } = useQuery({
    queryKey: ["running-scan"],
    queryFn: async ({ signal }) => {
      const scans = await readJson<{ items: ScanSummary[] }>("/api/v1/scans?limit=1&state=running", signal);
      return scans.items.find((scan) => scan.state === "running" || scan.state === "queued") ?? null;
    },
    refetchInterval: (query) => (query.state.data ? 1_000 : 5_000),
  });
  return hydrated ? data : undefined;
}

/** What this browser has seen: an instant, or nothing while no mark was ever set. */
function seenUntil(): string | null {
  const found = document.cookie.split("; ").find((pair) => pair.startsWith(`${seenCookie}=`));
  return found ? decodeURIComponent(found.slice(seenCookie.length + 1)) : null;
}

/** How many changes were recorded since the mark of this browser, and the mark; null without one. */
export function useUnseen(): { since: string; count: number } | null {
  const hydrated = useHydrated();
  const { data } = useQuery({
    queryKey: ["unseen"],
    queryFn: async ({ signal }) => {
      const since = seenUntil();
      if (!since) return null;
      const path = `/api/v1/changes?limit=1&since=${encodeURIComponent(since)}`;
      return { since, count: (await readJson<{ total: number }>(path, signal)).total };
    },
    refetchInterval: 60_000,
  });
  return (hydrated ? data : null) ?? null;
}
