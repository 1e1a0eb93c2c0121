"use client";

import * as t from "../../lib/messages/index.ts";
import { cn } from "../ui/class-names.ts";
import { Link } from "../ui/link.tsx";
import { Axis, Ticks, ticksOf } from "./axis.tsx";
import { highest, placeOf } from "./geometry.ts";
import { Gaps, Layers } from "./layers.tsx";
import { Legend } from "./legend.tsx";
import { MarkLines, MarkRow } from "./marks.tsx";
import type { ChartColumn, ChartForm, ChartMark, ChartSeries } from "./series.ts";
import { Spot } from "./spot.tsx";
import { Tip } from "./tip.tsx";
import { usePoints } from "./use-points.ts";

/** Where a point leads. */
export interface PointTarget {
  /** Exactly the rows that the point counts; else what it was made from, and for a gap whatever says why. */
  href: string;
  /** What a click opens, in words. */
  opens: string;
  /** The address lists as many rows as the point says. */
  counts: boolean;
}

export interface PlotProps {
  /** What the chart shows; the name of its group. */
  label: string;
  form: ChartForm;
  columns: readonly ChartColumn[];
  series: readonly ChartSeries[];
  target: (column: number, series: number) => PointTarget;
  /** Says a column without anything: "no scan". */
  gap: string;
  format?: (value: number) => string;
  /** A fixed top of the axis, e.g. 100; the highest value when left out. */
  top?: number;
  marks?: readonly ChartMark[];
  /** The labels of the marks stand over this chart; its neighbours show only their lines. */
  labelMarks?: boolean;
  /** Shares its cursor with the neighbouring charts. */
  shared?: boolean;
  small?: boolean;
}

/**
 * Columns of days or weeks with one link that follows the pointer and the arrow keys, so that every point is a link
 * and the chart is one tab stop. Draws gaps as gaps. Its table, with a link for each number, stands beside it.
 */
export function Plot(props: PlotProps) {
  const { label, form, columns, series, gap, marks = [], small = false, shared = false } = props;
  const format = props.format ?? t.trends.value;
  const { top, ticks } = ticksOf(props.top ?? highest(form, series), small);
  const points = usePoints({ form, series, columns: columns.length, top, shared });
  const { column, at } = points;
  const here = columns[column];
  if (!here) return null;
  const place = placeOf(form, series, column, at);
  const value = series[at]?.values[column] ?? null;
  const { href, opens, counts } = props.target(column, at);
  const said = `${here.name}. ${value === null ? gap : `${series[at]?.name}: ${format(value)}`}. ${opens}`;

  return (
    <div>
      <Legend {...{ form, series, column, at, format, gap }} day={here.label} pointed={points.isPointed} />
      {props.labelMarks && marks.length > 0 ? <MarkRow marks={marks} columns={columns.length} /> : null}
      <div dir="ltr" className={cn("relative mt-2 ms-9", small ? "h-20" : "h-44")}>
        <Ticks ticks={ticks} top={top} />
        <Gaps series={series} columns={columns.length} />
        <Layers form={form} series={series} columns={columns.length} top={top} />
        <MarkLines marks={marks} columns={columns.length} />
        {points.isPointed && form !== "bars" ? (
          <div
            className="pointer-events-none absolute -inset-y-1 w-px bg-ink print:hidden"
            style={{ left: `${((column + 0.5) / columns.length) * 100}%` }}
          />
        ) : null}
        <div
          role="toolbar"
          aria-label={`${label}. ${t.trends.hint}`}
          className="absolute inset-0"
          onKeyDown={points.key}
        >
          <Link
            href={href}
            aria-label={said}
            data-count={counts ? (value ?? undefined) : undefined}
            className="peer absolute inset-0 outline-none"
            onPointerMove={points.point}
            onPointerDown={points.point}
            onPointerLeave={points.leave}
            onFocus={points.enter}
            onBlur={points.leave}
          />
          <Spot place={place} columns={columns.length} column={column} top={top} visible={points.isPointed} />
        </div>
        {points.shown ? <Tip {...{ here, series, column, at, gap, opens, format }} columns={columns.length} /> : null}
        <p aria-live="polite" className="sr-only">
          {points.shown ? said : ""}
        </p>
      </div>
      <Axis columns={columns} small={small} />
    </div>
  );
}
