"use client";

import { useSearchParams } from "next/navigation";
import { useCallback, useEffect, useRef, useState } from "react";
import { type MatrixQuery, readMatrixQuery, writeMatrixQuery } from "../../lib/domain/matrix-query.ts";

/** Browsers bear only so many entries a second. */
const laterMs = 300;

export type ChangeQuery = (change: (query: MatrixQuery) => MatrixQuery, how: "step" | "quietly") => void;

/**
 * What the address asks for. A step can be gone back from; what changes at every key is written into the address when
 * it has come to rest.
 */
export function useMatrixQuery(initial: MatrixQuery): [MatrixQuery, ChangeQuery] {
  const search = useSearchParams();
  const [query, setQuery] = useState(initial);
  const written = useRef(writeMatrixQuery(initial));
  const waiting = useRef<ReturnType<typeof setTimeout> | null>(null);
  const latest = useRef(query);
  latest.current = query;

  useEffect(() => {
    const asked = readMatrixQuery((name) => search.get(name));
    const address = writeMatrixQuery(asked);
    if (address === written.current) return;
    written.current = address;
    setQuery(asked);
  }, [search]);

  useEffect(
    () => () => {
      if (waiting.current) clearTimeout(waiting.current);
    },
    [],
  );

  const change = useCallback<ChangeQuery>((make, how) => {
    const next = make(latest.current);
    latest.current = next;
    setQuery(next);
    const write = () => {
      const address = writeMatrixQuery(latest.current);
      if (address === written.current) return;
      written.current = address;
      if (how === "step") history.pushState(null, "", address);
      else history.replaceState(null, "", address);
    };
    if (waiting.current) clearTimeout(waiting.current);
    if (how === "step") write();
    else waiting.current = setTimeout(write, laterMs);
  }, []);

  return [query, change];
}
