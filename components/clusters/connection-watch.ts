"use client";

import { useState } from "react";
import type { ConnectionTest } from "../../lib/domain/views/cluster-view.ts";
import { readJson } from "../frame/live.ts";
import { useQuery } from "../frame/query.ts";

const waits = (test: ConnectionTest) => test.state === "queued" || test.state === "running";
const pollMs = 500;

/** Follows a connection test until it is over. */
export function useConnectionTest() {
  const [asked, watch] = useState<ConnectionTest | null>(null);
  const query = useQuery({
    queryKey: ["connection-test", asked?.id],
    queryFn: ({ signal }) =>
      readJson<ConnectionTest>(`/api/v1/connection-tests/${encodeURIComponent(asked?.id ?? "")}`, signal),
    enabled: asked !== null,
    refetchInterval: ({ state }) => (!state.data || waits(state.data) ? pollMs : false),
  });
  const test = query.data?.id === asked?.id ? (query.data ?? asked) : asked;
  return { test, running: test !== null && waits(test), trouble: query.isError ? query.error.message : null, watch };
}
