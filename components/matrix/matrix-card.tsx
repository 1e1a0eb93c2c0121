"use client";

import { useEffect, useRef, useState } from "react";
import type { VantageKind } from "../../lib/domain/vantage.ts";
import type { MatrixCell, MatrixCellFindings, MatrixClass, MatrixRow } from "../../lib/domain/views/matrix-view.ts";
import * as t from "../../lib/messages/index.ts";
import { readJson } from "../frame/live.ts";
import { useQuery } from "../frame/query.ts";
import { href } from "../href.ts";
import { SeverityShape } from "../severity-shape.tsx";
import { Link } from "../ui/link.tsx";
import { cellInWords } from "./matrix-words.ts";

export interface CardOf {
  row: MatrixRow;
  class: MatrixClass;
  cell: MatrixCell;
  /** Of the cell, in the window. */
  at: DOMRect;
  /** The list takes the focus. */
  entered: boolean;
}

interface Props {
  of: CardOf;
  vantages: readonly VantageKind[];
  /** Back to the cell. */
  onLeave: () => void;
  onPointerEnter: () => void;
  onPointerLeave: () => void;
}

const width = 336;
const gap = 4;
/** Whoever only passes over cells asks for nothing. */
const dwellMs = 150;

function placeBeside(at: DOMRect) {
  const left = Math.max(8, Math.min(at.left + at.width / 2 - width / 2, innerWidth - width - 8));
  const below = at.bottom + 240 < innerHeight;
  return below ? { left, top: at.bottom + gap } : { left, bottom: innerHeight - at.top + gap };
}

/** Findings of the cell that one rests on. */
function useFindings({ row, class: name, cell }: CardOf) {
  const [rested, setRested] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setRested(true), dwellMs);
    return () => clearTimeout(timer);
  }, []);
  return useQuery({
    queryKey: ["matrix-cell", row.id, name],
    queryFn: ({ signal }) =>
      readJson<MatrixCellFindings>(href("/api/v1/matrix/cell", { node: row.id, class: name }), signal),
    enabled: rested && cell.findings > 0,
    staleTime: 30_000,
  });
}

/** What a cell says, in words, with its findings and ports to go to; beside the cell, on hover and focus. */
export function MatrixCard({ of, vantages, onLeave, onPointerEnter, onPointerLeave }: Props) {
  const { row, class: name, cell, at, entered } = of;
  const box = useRef<HTMLDivElement>(null);
  const { data, error } = useFindings(of);
  useEffect(() => {
    if (entered && (data || cell.findings === 0)) box.current?.querySelector("a")?.focus();
  }, [entered, data, cell.findings]);
  return (
    <div
      ref={box}
      role="dialog"
      aria-label={t.matrix.card.label}
      style={{ ...placeBeside(at), width, maxWidth: "calc(100vw - 16px)" }}
      className="fixed z-40 rounded-md border border-line-strong bg-page p-3 text-xs text-ink shadow-float print:hidden"
      onPointerEnter={onPointerEnter}
      onPointerLeave={onPointerLeave}
      onFocus={onPointerEnter}
      onBlur={onPointerLeave}
      onKeyDown={(event) => {
        if (event.key === "Escape") onLeave();
      }}
    >
      <p className="text-sm font-semibold break-words">{t.matrix.cell.name(row.name, t.matrix.classes[name])}</p>
      <p className="mt-1 text-ink-2 first-letter:uppercase">{cellInWords(cell, vantages)}</p>
      {cell.findings > 0 ? (
        <ul className="mt-2 grid gap-0.5 border-t border-line pt-2">
          {data?.items.slice(0, 6).map(({ id, headline, severity }) => (
            <li key={id}>
              <Link href={`/findings/${id}`} className="flex items-start gap-2 py-1 hover:underline">
                <SeverityShape shape={severity} className="mt-px" />
                <span className="min-w-0">
                  <span className="sr-only">{t.words.severity[severity]}: </span>
                  {headline}
                </span>
              </Link>
            </li>
          ))}
          {data && data.total > 6 ? <li className="text-ink-2">{t.matrix.card.more(data.total - 6)}</li> : null}
          {data ? null : (
            <li role="status" className="text-ink-2">
              {error ? t.matrix.card.broken : t.matrix.card.loading}
            </li>
          )}
        </ul>
      ) : null}
      {cell.ports.length > 0 ? (
        <p className="mt-2 flex flex-wrap gap-x-3 gap-y-1 border-t border-line pt-2">
          {cell.ports.slice(0, 6).map((port) => (
            <Link key={port} href={`/nodes/${row.id}/ports/${port}`} className="link">
              {t.matrix.card.port(port)}
            </Link>
          ))}
        </p>
      ) : null}
      <p className="mt-2 text-ink-3 max-sm:hidden">{t.matrix.card.hint}</p>
    </div>
  );
}
