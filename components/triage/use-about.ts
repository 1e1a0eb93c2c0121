"use client";

import type { TriageTarget } from "../../lib/domain/triage.ts";
import { type VantageKind, vantageKinds, vantageRank } from "../../lib/domain/vantage.ts";
import { useQuery } from "../frame/query.ts";
import { readAbout } from "./filter-search.ts";

export interface About {
  /** Checks that the findings belong to, the most frequent first. */
  checks: string[];
  clusters: { id: string; name: string }[];
  /** Places that reach wider than any from which a finding is seen now, the widest first. */
  wider: VantageKind[];
}

/** What chosen findings have in common; null until it is known. */
export function useAbout(target: TriageTarget): { about: About | null; broken: string | null } {
  const { data, error } = useQuery({
    queryKey: ["triage-about", target],
    queryFn: ({ signal }) => readAbout(target, signal),
    staleTime: 30_000,
  });
  if (!data) return { about: null, broken: error?.message ?? null };
  const checks = new Map<string, number>();
  for (const { checkId } of data) checks.set(checkId, (checks.get(checkId) ?? 0) + 1);
  const clusters = new Map(data.map(({ clusterId, clusterName }) => [clusterId, clusterName]));
  const widest = Math.min(vantageKinds.length, ...data.map(({ vantage }) => vantageRank(vantage)));
  const about = {
    checks: [...checks].sort((a, b) => b[1] - a[1]).map(([check]) => check),
    clusters: [...clusters].map(([id, name]) => ({ id, name })),
    wider: vantageKinds.slice(0, widest),
  };
  return { about, broken: null };
}
