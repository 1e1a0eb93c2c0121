"use client";

import type { QueryObserver, QueryObserverOptions } from "@tanstack/react-query";
import { useCallback, useEffect, useRef, useState, useSyncExternalStore } from "react";

type Core = typeof import("./query-client.ts");

let core: Core | null = null;

async function loadCore(): Promise<Core> {
  core = await import("./query-client.ts");
  return core;
}

/** What is known of what was asked for; undefined data are those that nobody has answered yet. */
export type Asked<Data> = {
  data: Data;
  isPending: boolean;
  isFetching: boolean;
  refetch: () => Promise<unknown>;
} & ({ isError: false; error: null } | { isError: true; error: Error });

const nothing = () => () => undefined;

/** Until the library is there, and for good where it cannot be loaded. */
function unasked<Shown>(data: Shown | undefined, failed: Error | null): Asked<Shown | undefined> {
  const state = { data, isPending: data === undefined && !failed, isFetching: !failed, refetch: loadCore };
  return failed ? { ...state, isError: true, error: failed } : { ...state, isError: false, error: null };
}

/** The library's observer for the options of the first drawing, as soon as there is one. */
function useObserver<Data, Shown>(options: QueryObserverOptions<Data, Error, Shown>) {
  const [observer, setObserver] = useState(() =>
    core ? new core.QueryObserver<Data, Error, Shown>(core.queryClient(), options) : null,
  );
  const [failed, setFailed] = useState<Error | null>(null);
  const latest = useRef(options);
  useEffect(() => {
    latest.current = options;
    observer?.setOptions(options);
  });
  useEffect(() => {
    let wanted = observer === null;
    const start = ({ QueryObserver: Observer, queryClient }: Core) => {
      if (wanted) setObserver(new Observer<Data, Error, Shown>(queryClient(), latest.current));
    };
    if (wanted)
      loadCore().then(start, (error: unknown) => setFailed(error instanceof Error ? error : Error(String(error))));
    return () => {
      wanted = false;
    };
  }, [observer]);
  return { observer, failed };
}

/** The answer to these options, drawn at once where the cache has it. */
function answer<Data, Shown>(
  observer: QueryObserver<Data, Error, Shown>,
  options: QueryObserverOptions<Data, Error, Shown>,
): Asked<Shown | undefined> {
  const asked = core ? core.queryClient().defaultQueryOptions(options) : options;
  const { data, isPending, isFetching, refetch, error } = observer.getOptimisticResult(
    asked as Parameters<typeof observer.getOptimisticResult>[0],
  );
  const state = { data, isPending, isFetching, refetch: () => refetch() };
  return error ? { ...state, isError: true, error } : { ...state, isError: false, error: null };
}

/**
 * Asks as @tanstack/react-query does, which is loaded when the page stands: no page waits for it. With `initialData`
 * there always are data.
 */
export function useQuery<Data, Shown = Data>(
  options: QueryObserverOptions<Data, Error, Shown> & { initialData: Shown & Data },
): Asked<Shown>;
export function useQuery<Data, Shown = Data>(
  options: QueryObserverOptions<Data, Error, Shown>,
): Asked<Shown | undefined>;
export function useQuery<Data, Shown = Data>(
  options: QueryObserverOptions<Data, Error, Shown> & { initialData?: unknown },
): Asked<Shown | undefined> {
  const { observer, failed } = useObserver(options);
  const subscribe = useCallback((listener: () => void) => observer?.subscribe(listener) ?? nothing(), [observer]);
  useSyncExternalStore(
    subscribe,
    () => observer?.getCurrentResult() ?? null,
    () => null,
  );
  return observer ? answer(observer, options) : unasked(options.initialData as Shown | undefined, failed);
}
