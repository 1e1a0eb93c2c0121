"use client";

import { type KeyboardEvent, useRef, useState } from "react";
import { type Severity, severities } from "../lib/domain/severity.ts";
import type { TrendPoint } from "../lib/domain/views/overview-view.ts";
import { t } from "../lib/messages/index.ts";
import { SeverityShape } from "./severity-shape.tsx";
import { axisOf, gapsOf, stack, totalOf, trendDays } from "./trend-days.ts";
import { Link } from "./ui/link.tsx";
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "./ui/table.tsx";

interface Props {
  points: TrendPoint[];
  /** Length of the axis in days, and its last day (YYYY-MM-DD, UTC). */
  days: number;
  until: string;
  /** Where a day leads, with `DAY` in the place of the date. */
  hrefPattern: string;
}

type Day = ReturnType<typeof trendDays>[number];

const months = new Intl.DateTimeFormat("en", { day: "numeric", month: "short", timeZone: "UTC" });
const dayName = (day: string) => months.format(new Date(`${day}T00:00:00Z`));

function dayWords({ day, point }: Day): string {
  if (!point?.counts) return `${dayName(day)}: ${t.overview.trend.gap}`;
  const { counts } = point;
  const parts = severities.filter((severity) => counts[severity] > 0);
  const open = parts.map((severity) => `${counts[severity]} ${t.words.severity[severity].toLowerCase()}`).join(", ");
  const score = point.score === null ? "" : `; ${t.overview.trend.scoreOf(point.score)}`;
  return `${dayName(day)}: ${open || t.ui.none}${score}; ${t.overview.trend.nodesOf(point.nodesChecked, point.nodesKnown)}`;
}

function Change({ from, to }: { from: Day | undefined; to: Day }) {
  if (!from?.point?.counts || !to.point?.counts || from.day === to.day) return null;
  const difference = totalOf(to.point.counts) - totalOf(from.point.counts);
  return (
    <span className="ml-auto text-ink-2">
      {t.overview.trend.change(difference)} {t.overview.trend.since(dayName(from.day))}
    </span>
  );
}

function Readout({ day, first }: { day: Day | undefined; first: Day | undefined }) {
  if (!day) return null;
  const { point } = day;
  return (
    <p className="nums flex min-h-5 flex-wrap items-center gap-x-3 text-xs" aria-hidden>
      <span className="w-14 font-medium">{dayName(day.day)}</span>
      {point?.counts ? (
        <>
          <span className="font-medium">
            {totalOf(point.counts)} {t.words.findingState.open.toLowerCase()}
          </span>
          {severities.map((severity) => (
            <span key={severity} className="inline-flex items-center gap-1 text-ink-2">
              <SeverityShape shape={severity} className="size-3" />
              {point.counts?.[severity]}
              <span className="max-md:hidden">{t.words.severity[severity]}</span>
            </span>
          ))}
          {point.score === null ? null : <span className="text-ink-2">{t.overview.trend.scoreOf(point.score)}</span>}
        </>
      ) : (
        <span className="text-ink-2">{t.overview.trend.gap}</span>
      )}
      <Change from={first} to={day} />
    </p>
  );
}

function Layers({ days, top }: { days: Day[]; top: number }) {
  const colour: Record<Severity, string> = {
    critical: "fill-critical",
    high: "fill-high",
    medium: "fill-medium",
    low: "fill-low",
    info: "fill-info",
  };
  const edge: Record<Severity, string> = {
    critical: "stroke-critical",
    high: "stroke-high",
    medium: "stroke-medium",
    low: "stroke-low",
    info: "stroke-info",
  };
  return (
    <svg
      viewBox={`0 0 ${days.length} ${top}`}
      preserveAspectRatio="none"
      aria-hidden="true"
      className="absolute inset-0 size-full"
    >
      {days.map(({ day, point }, index) =>
        (point?.counts ? stack(point.counts) : []).map((layer) => (
          <g key={`${day}-${layer.severity}`}>
            <rect
              shapeRendering="crispEdges"
              fillOpacity={0.72}
              x={index}
              y={top - layer.to}
              width={1}
              height={layer.to - layer.from}
              className={colour[layer.severity]}
            />
            <line
              x1={index}
              x2={index + 1}
              y1={top - layer.to}
              y2={top - layer.to}
              className={edge[layer.severity]}
              strokeWidth={1.5}
              vectorEffect="non-scaling-stroke"
            />
          </g>
        )),
      )}
    </svg>
  );
}

/**
 * Open findings by severity and day, stacked. A day without a scan is hatched, never zero. Each day is a link; arrow
 * keys move between days, so that the chart is one tab stop.
 */
export function TrendChart({ points, days, until, hrefPattern }: Props) {
  const axisDays = trendDays(points, days, until);
  const lastMeasured = axisDays.findLastIndex((day) => day.point);
  const [active, setActive] = useState<number | null>(null);
  const links = useRef<HTMLDivElement>(null);
  const shown = active ?? (lastMeasured >= 0 ? lastMeasured : days - 1);
  const { top, ticks } = axisOf(
    Math.max(0, ...axisDays.map(({ point }) => (point?.counts ? totalOf(point.counts) : 0))),
  );
  const at = (index: number) => `${(index / days) * 100}%`;
  const labelled = [0, 0.25, 0.5, 0.75].map((share) => Math.floor(share * days));

  const move = (event: KeyboardEvent) => {
    const by = { ArrowLeft: -1, ArrowRight: 1, Home: -days, End: days }[event.key];
    if (by === undefined) return;
    event.preventDefault();
    const next = Math.min(days - 1, Math.max(0, shown + by));
    setActive(next);
    (links.current?.children[next] as HTMLElement | undefined)?.focus();
  };

  return (
    <div>
      <Readout day={axisDays[shown]} first={axisDays.find((day) => day.point)} />
      <div className="relative mt-2 ml-8 h-44">
        {ticks.map((tick) => (
          <div
            key={tick}
            className="absolute inset-x-0 border-t border-line first:border-line-strong"
            style={{ bottom: `${(tick / top) * 100}%` }}
          >
            <span className="nums absolute -top-2 -left-8 w-6 text-right text-xs leading-4 text-ink-2">{tick}</span>
          </div>
        ))}
        {gapsOf(axisDays).map((gap) => (
          <div
            key={gap.from}
            className="hatched absolute inset-y-0"
            style={{ left: at(gap.from), width: at(gap.length) }}
          />
        ))}
        <Layers days={axisDays} top={top} />
        <div
          className="pointer-events-none absolute -inset-y-1 w-px bg-ink"
          style={{ left: `${((shown + 0.5) / days) * 100}%` }}
        />
        <div
          ref={links}
          role="toolbar"
          aria-label={`${t.overview.trend.title}. ${t.overview.trend.hint}`}
          className="absolute inset-0"
          onKeyDown={move}
          onPointerLeave={() => setActive(null)}
        >
          {axisDays.map((day, index) => (
            <Link
              key={day.day}
              href={hrefPattern.replace("DAY", day.day)}
              prefetch={false}
              aria-label={dayWords(day)}
              tabIndex={index === shown ? 0 : -1}
              onFocus={() => setActive(index)}
              onPointerEnter={() => setActive(index)}
              className="absolute inset-y-0 hover:bg-[color-mix(in_srgb,var(--ink)_8%,transparent)]"
              style={{ left: at(index), width: at(1) }}
            />
          ))}
        </div>
      </div>
      <div className="nums relative mt-1 ml-8 h-4 text-xs text-ink-2" aria-hidden>
        {labelled.map((index) => (
          <span key={index} className="absolute whitespace-nowrap" style={{ left: at(index) }}>
            {dayName(axisDays[index]?.day ?? until)}
          </span>
        ))}
        <span className="absolute right-0 whitespace-nowrap max-sm:hidden">{dayName(until)}</span>
      </div>
      <TrendTable days={axisDays} />
    </div>
  );
}

function TrendTable({ days }: { days: Day[] }) {
  const measured = days.flatMap(({ day, point }) => (point?.counts ? [{ day, point, counts: point.counts }] : []));
  const words = t.overview.trend;
  return (
    <details className="mt-1">
      <summary className="inline-block text-xs text-ink-2 hover:text-ink hover:underline">{t.ui.showTable}</summary>
      <div className="mt-2 max-h-72 overflow-y-auto">
        <Table label={words.title} scrollable>
          <TableHead>
            <TableHeader>{words.day}</TableHeader>
            {severities.map((severity) => (
              <TableHeader key={severity} className="text-right">
                {t.words.severity[severity]}
              </TableHeader>
            ))}
            <TableHeader className="text-right">{words.total}</TableHeader>
            <TableHeader className="text-right">{words.score}</TableHeader>
            <TableHeader className="text-right">{words.nodes}</TableHeader>
          </TableHead>
          <TableBody>
            {measured.reverse().map(({ day, point, counts }) => (
              <TableRow key={day}>
                <TableCell className="font-mono text-[12px]">{day}</TableCell>
                {severities.map((severity) => (
                  <TableCell key={severity} className="text-right">
                    {counts[severity]}
                  </TableCell>
                ))}
                <TableCell className="text-right">{totalOf(counts)}</TableCell>
                <TableCell className="text-right">{point.score === null ? "" : Math.round(point.score)}</TableCell>
                <TableCell className="text-right">
                  {point.nodesChecked}/{point.nodesKnown}
                </TableCell>
              </TableRow>
            ))}
          </TableBody>
        </Table>
      </div>
    </details>
  );
}
