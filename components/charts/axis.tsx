import * as t from "../../lib/messages/index.ts";
import { cn } from "../ui/class-names.ts";
import { axisOf, labelledPlaces } from "./scale.ts";
import type { ChartColumn } from "./series.ts";

/** The scale of a chart; a small one has room for its ends alone. */
export function ticksOf(highest: number, small: boolean): { top: number; ticks: number[] } {
  const axis = axisOf(highest);
  return small ? { ...axis, ticks: [0, axis.top] } : axis;
}

/** Lines across the chart, with their values at the left. */
export function Ticks({ ticks, top }: { ticks: readonly number[]; top: number }) {
  return ticks.map((tick) => (
    <div
      key={tick}
      className={cn("absolute inset-x-0 border-t border-line", tick === 0 && "border-line-strong")}
      style={{ bottom: `${(tick / top) * 100}%` }}
    >
      <span className="nums absolute -top-2 -start-9 w-7 text-end text-xs leading-4 text-ink-2">
        {t.trends.tick(tick)}
      </span>
    </div>
  ));
}

/** Names of columns under the chart: some from the first on, and the last. */
export function Axis({ columns, small }: { columns: readonly ChartColumn[]; small: boolean }) {
  return (
    <div dir="ltr" className="nums relative mt-1 ms-9 h-4 text-xs text-ink-2" aria-hidden>
      {labelledPlaces(columns.length, small ? 1 : 4).map((place, index) => (
        <span
          key={columns[place]?.key}
          className={cn("absolute whitespace-nowrap", index % 2 === 1 && "max-sm:hidden")}
          style={{ left: `${(place / columns.length) * 100}%` }}
        >
          {columns[place]?.label}
        </span>
      ))}
      {columns.length > 1 ? <span className="absolute end-0 whitespace-nowrap">{columns.at(-1)?.label}</span> : null}
    </div>
  );
}
