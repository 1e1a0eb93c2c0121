"use client";

import { SearchX } from "lucide-react";
import { useDeferredValue, useMemo, useRef } from "react";
import { type ArrangedMatrix, arrangedBy } from "../../lib/domain/matrix-arrange.ts";
import { type MatrixQuery, writeMatrixQuery } from "../../lib/domain/matrix-query.ts";
import * as t from "../../lib/messages/index.ts";
import { useQuery } from "../frame/query.ts";
import { Button } from "../ui/button.tsx";
import { EmptyState, Notice } from "../ui/state.tsx";
import { MatrixCardHost } from "./matrix-card-host.tsx";
import { MatrixFilter } from "./matrix-filter.tsx";
import { MatrixGrid } from "./matrix-grid.tsx";
import { MatrixKey, MatrixLegend } from "./matrix-legend.tsx";
import { filterInWords } from "./matrix-words.ts";
import { readMatrix } from "./read-matrix.ts";
import { type ChangeQuery, useMatrixQuery } from "./use-matrix-query.ts";

interface Props {
  /** What the address asks for, and the first lines of it as the server arranged them. */
  query: MatrixQuery;
  first: ArrangedMatrix;
  firstScreen: number;
}

const freshMs = 30_000;

function Nothing({ arranged, query, change }: { arranged: ArrangedMatrix; query: MatrixQuery; change: ChangeQuery }) {
  const { excludes, clusters } = arranged;
  const named = excludes ? filterInWords(excludes.name, query, clusters) : "";
  const without = (drop: readonly string[]) => () =>
    change((known) => {
      const kept = Object.entries(known).filter(([name]) => !drop.includes(name));
      return Object.fromEntries(kept) as unknown as MatrixQuery;
    }, "step");
  const all = ["cluster", "q", "role", "distribution", "zone", "reachable", "vantage", "worst"];
  return (
    <EmptyState
      icon={SearchX}
      title={t.matrix.empty.nothing}
      actions={
        <>
          {excludes && excludes.left > 0 ? (
            <Button onClick={without([excludes.name])}>{t.matrix.empty.without(named)}</Button>
          ) : null}
          <Button onClick={without(all)}>{t.matrix.filters.clear}</Button>
        </>
      }
    >
      {excludes ? t.matrix.empty.excludes(named, excludes.left) : null}
    </EmptyState>
  );
}

/** The matrix with its filters: the server's first lines until the browser has read the rest, then all of it here. */
export function MatrixView({ query: asked, first, firstScreen }: Props) {
  const box = useRef<HTMLDivElement>(null);
  const [query, change] = useMatrixQuery(asked);
  const cluster = query.cluster;
  const { data, error, refetch } = useQuery({
    queryKey: ["matrix", cluster ?? ""],
    queryFn: ({ signal }) => readMatrix(cluster, signal),
    staleTime: freshMs,
    structuralSharing: false,
  });
  const settled = useDeferredValue(query);
  const arrange = useMemo(() => (data ? arrangedBy(data, settled.sort) : null), [data, settled.sort]);
  const arranged = useMemo(() => (arrange ? arrange(settled) : first), [arrange, settled, first]);
  const { cell: _cell, ...beside } = query;
  const waits = !data && writeMatrixQuery({ ...beside, cell: null }) !== writeMatrixQuery({ ...asked, cell: null });
  return (
    <>
      <MatrixFilter query={query} change={change} arranged={arranged} />
      <div className="mb-2 flex items-center justify-between gap-4">
        <p
          role="status"
          data-total={arranged.shown}
          aria-busy={waits}
          className="nums text-sm text-ink-2 aria-busy:opacity-60"
        >
          {t.matrix.matching(arranged.shown, arranged.all)}
        </p>
        {arranged.length > 0 ? <MatrixKey /> : null}
      </div>
      {arranged.limited ? (
        <Notice className="mb-3">{t.matrix.limited(arranged.limited.drawn, arranged.limited.of)}</Notice>
      ) : null}
      {error && !data ? (
        <Notice tone="critical" className="mb-3">
          {t.matrix.broken}: {error.message}{" "}
          <Button size="sm" onClick={() => refetch()}>
            {t.matrix.retry}
          </Button>
        </Notice>
      ) : null}
      {arranged.length === 0 ? (
        <Nothing arranged={arranged} query={query} change={change} />
      ) : (
        <>
          <MatrixGrid box={box} arranged={arranged} query={settled} change={change} firstScreen={firstScreen} />
          <MatrixCardHost box={box} lines={arranged.lines} vantages={arranged.vantages} />
          <MatrixLegend vantages={arranged.vantages} />
        </>
      )}
    </>
  );
}
