"use client";

import { useRouter } from "next/navigation";
import { useEffect, useRef, useState, useTransition } from "react";
import type { RecheckGroup, RecheckScope } from "../lib/domain/views/recheck-group-view.ts";
import { readJson } from "./frame/live.ts";
import { useQuery } from "./frame/query.ts";
import { toast } from "./ui/toast.ts";

/** The server action that asks the worker for a group. */
export type RequestRecheckGroup = (input: {
  scope: RecheckScope;
}) => Promise<{ ok: true; value: RecheckGroup } | { ok: false; message: string }>;

/** Asks for a re-check of many findings and follows it; when it ends the page reads its data again. */
export function useRecheckGroup(request: RequestRecheckGroup) {
  const router = useRouter();
  const [asked, setAsked] = useState<RecheckGroup | null>(null);
  const [pending, start] = useTransition();
  const query = useQuery({
    queryKey: ["recheck-group", asked?.id],
    queryFn: ({ signal }) =>
      readJson<RecheckGroup>(`/api/v1/recheck-groups/${encodeURIComponent(asked?.id ?? "")}`, signal),
    enabled: asked !== null && asked.finishedAt === null,
    // What ended stays as it is.
    refetchInterval: ({ state }) => (state.data?.finishedAt ? false : 700),
  });
  const group = query.data?.id === asked?.id ? (query.data ?? asked) : asked;
  const ended = useRef<string | null>(null);
  useEffect(() => {
    if (!group?.finishedAt || ended.current === group.id) return;
    ended.current = group.id;
    router.refresh();
  }, [group, router]);
  const ask = (scope: RecheckScope) =>
    start(async () => {
      const answer = await request({ scope });
      if (answer.ok) setAsked(answer.value);
      else toast.error(answer.message);
    });
  const running = pending || (group !== null && group.finishedAt === null);
  return { group, running, ask, forget: () => setAsked(null), broken: query.isError ? query.error.message : null };
}
