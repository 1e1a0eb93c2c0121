"use client";

import { type RefObject, useCallback, useEffect, useRef, useState } from "react";
import type { MatrixLine } from "../../lib/domain/matrix-lines.ts";
import type { VantageKind } from "../../lib/domain/vantage.ts";
import { matrixClasses } from "../../lib/domain/views/matrix-view.ts";
import { onDemand } from "../ui/on-demand.tsx";
import type { CardOf } from "./matrix-card.tsx";

const MatrixCard = onDemand(() => import("./matrix-card.tsx").then(({ MatrixCard: card }) => card));

const showMs = 120;
const hideMs = 200;
const none = () => null;

/** Listens for the cell that one rests on and lays its card beside it. Away from the grid's own drawing, which is large. */
export function MatrixCardHost({
  box,
  lines,
  vantages,
}: {
  box: RefObject<HTMLElement | null>;
  lines: readonly MatrixLine[];
  vantages: readonly VantageKind[];
}) {
  const [card, setCard] = useState<CardOf | null>(null);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const later = useCallback((next: () => CardOf | null, ms: number) => {
    clearTimeout(timer.current);
    timer.current = setTimeout(() => setCard(next()), ms);
  }, []);

  useEffect(() => {
    const grid = box.current;
    if (!grid) return;
    const cardOf = (target: EventTarget | null): CardOf | null => {
      const element = (target as Element | null)?.closest<HTMLElement>("[data-place]");
      const name = element?.dataset.place ?? "";
      const dot = name.lastIndexOf(".");
      const column = Number(name.slice(dot + 1)) - 1;
      const line = lines.find((one) => one.kind === "node" && one.row.id === name.slice(0, dot));
      const [of, cell] = line?.kind === "node" ? [matrixClasses[column], line.row.cells[column]] : [];
      if (!element || line?.kind !== "node" || !of || !cell) return null;
      return { row: line.row, class: of, cell, at: element.getBoundingClientRect(), entered: false };
    };
    const over = (event: PointerEvent) => {
      if (event.pointerType === "mouse") later(() => cardOf(event.target), showMs);
    };
    const focus = (event: FocusEvent) => {
      if ((event.target as Element).matches(":focus-visible")) later(() => cardOf(event.target), showMs);
    };
    const hide = () => later(none, hideMs);
    // What is about to be shown is measured when it is: keys scroll, too.
    const scroll = () => setCard(null);
    const key = (event: KeyboardEvent) => {
      if (event.key === "Escape") later(none, 0);
      const found = event.key === " " ? cardOf(event.target) : null;
      if (!found) return;
      event.preventDefault();
      clearTimeout(timer.current);
      setCard({ ...found, entered: true });
    };
    grid.addEventListener("pointerover", over);
    grid.addEventListener("pointerleave", hide);
    grid.addEventListener("focusin", focus);
    grid.addEventListener("focusout", hide);
    grid.addEventListener("keydown", key);
    grid.addEventListener("scroll", scroll, { passive: true });
    return () => {
      grid.removeEventListener("pointerover", over);
      grid.removeEventListener("pointerleave", hide);
      grid.removeEventListener("focusin", focus);
      grid.removeEventListener("focusout", hide);
      grid.removeEventListener("keydown", key);
      grid.removeEventListener("scroll", scroll);
    };
  }, [box, lines, later]);
  useEffect(() => () => clearTimeout(timer.current), []);

  if (!card) return null;
  const column = matrixClasses.indexOf(card.class) + 1;
  return (
    <MatrixCard
      key={`${card.row.id}.${card.class}`}
      of={card}
      vantages={vantages}
      onPointerEnter={() => clearTimeout(timer.current)}
      onPointerLeave={() => later(none, hideMs)}
      onLeave={() => {
        setCard(null);
        box.current?.querySelector<HTMLElement>(`[data-place="${CSS.escape(`${card.row.id}.${column}`)}"]`)?.focus();
      }}
    />
  );
}
