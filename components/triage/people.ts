"use client";

import { readJson } from "../frame/live.ts";
import { useQuery } from "../frame/query.ts";

/** Who can be given findings, and by which name this browser acts; `named` is false while it is nobody's. */
export interface People {
  items: string[];
  you: string;
  named: boolean;
}

export const peopleQuery = {
  queryKey: ["triage-people"],
  queryFn: ({ signal }: { signal: AbortSignal }) => readJson<People>("/api/v1/triage/people", signal),
  staleTime: 30_000,
};

export function usePeople(): People | undefined {
  return useQuery(peopleQuery).data;
}

const skipped = "breakwater-name-skipped";

/** Asked once: who leaves the name empty is not asked again in this browser. */
export const wasNameSkipped = (): boolean => localStorage.getItem(skipped) !== null;
export const skipName = (): void => localStorage.setItem(skipped, "1");
