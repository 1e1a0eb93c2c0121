"use client";

import { type KeyboardEvent, type PointerEvent, useState } from "react";
import { useCursor } from "./cursor.tsx";
import { seriesAt } from "./geometry.ts";
import { type ChartForm, type ChartSeries, isMeasured } from "./series.ts";

interface Options {
  form: ChartForm;
  series: readonly ChartSeries[];
  columns: number;
  top: number;
  /** The cursor goes through the neighbouring charts as well. */
  shared: boolean;
}

const clamp = (value: number, most: number) => Math.min(most, Math.max(0, value));

/** The point that a person is at, by pointer or by arrow keys: left and right over columns, up and down over series. */
export function usePoints({ form, series, columns, top, shared }: Options) {
  const [cursor, moveCursor] = useCursor(shared);
  const [chosen, setChosen] = useState(0);
  const [shown, setShown] = useState(false);
  const measured = Array.from({ length: columns }, (_, column) => column).findLast((column) =>
    isMeasured(series, column),
  );
  const column = clamp(cursor ?? measured ?? columns - 1, columns - 1);
  const at = Math.min(chosen, series.length - 1);

  const point = (event: PointerEvent<HTMLElement>) => {
    const box = event.currentTarget.getBoundingClientRect();
    const x = clamp(((event.clientX - box.left) / box.width) * columns, columns - 0.001);
    moveCursor(Math.floor(x));
    setChosen(seriesAt(form, series, x, top * (1 - (event.clientY - box.top) / box.height)));
    setShown(true);
  };

  const key = (event: KeyboardEvent) => {
    if (event.key === "Escape") return setShown(false);
    const by = { ArrowLeft: -1, ArrowRight: 1, PageUp: -7, PageDown: 7, Home: -columns, End: columns }[event.key];
    const up = { ArrowUp: 1, ArrowDown: -1 }[event.key];
    if (by === undefined && up === undefined) return;
    event.preventDefault();
    if (by !== undefined) moveCursor(clamp(column + by, columns - 1));
    if (up !== undefined) setChosen((at + up + series.length) % series.length);
    setShown(true);
  };

  const leave = () => {
    setShown(false);
    moveCursor(null);
  };
  const enter = () => {
    moveCursor(column);
    setShown(true);
  };
  return { column, at, shown, isPointed: cursor !== null, point, key, leave, enter };
}
