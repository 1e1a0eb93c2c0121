"use client";

import { ChartTable } from "../../components/charts/chart-table.tsx";
import { Plot, type PointTarget } from "../../components/charts/plot.tsx";
import type { ChartSeries } from "../../components/charts/series.ts";
import type { TrendDayPoint, Trends } from "../../lib/domain/views/trends-view.ts";
import * as t from "../../lib/messages/index.ts";
import { acceptancesHref, dueHref, scansHref } from "./trend-links.ts";
import { acceptanceSeries, chartColumns, chartMarks, dayColumns, slaSeries } from "./trend-series.ts";

const words = t.trends;

interface Props {
  trends: Trends;
  label: string;
  series: ChartSeries[];
  /** What a point opens, and null where nothing is known that day. */
  opens: (point: TrendDayPoint, index: number) => PointTarget | null;
}

/** Two lines over days, each point with the list behind it; with their table. */
function TriageLines({ trends, label, series, opens }: Props) {
  const days = dayColumns(trends);
  const target = (column: number, index: number): PointTarget => {
    const { day = "", point } = days[column] ?? { point: null };
    const found = point && opens(point, index);
    return found ?? { href: scansHref(trends.query, day), opens: words.opens.scans, counts: false };
  };
  const rows = days.flatMap(({ day, point }, column) => (point ? [{ day, point, column }] : [])).reverse();
  return (
    <>
      <Plot
        label={label}
        form="lines"
        columns={chartColumns(days)}
        series={series}
        marks={chartMarks(trends, days)}
        shared
        small
        gap={words.noScan}
        target={target}
      />
      <ChartTable
        label={label}
        head={[words.table.day, ...series.map(({ name }) => name)]}
        rows={rows.map(({ day, point, column }) => ({
          key: day,
          name: day,
          href: scansHref(trends.query, day),
          cells: series.map(({ values }, index) => {
            const value = values[column] ?? null;
            const text = value === null ? words.noNumber : words.value(value);
            const list = value === null ? null : opens(point, index);
            // A number leads only to what it counts.
            return { value, text, href: list?.counts ? list.href : null };
          }),
        }))}
      />
    </>
  );
}

/** Open findings with a due date and those past it, at the end of each day. */
export function SlaTrend({ trends }: { trends: Trends }) {
  const opens = (point: TrendDayPoint, index: number): PointTarget | null => {
    if (!point.sla) return null;
    const which = index === 0 ? "due" : "overdue";
    const value = point.sla[which];
    const said = which === "due" ? words.opens.dated(value) : words.opens.overdue(value);
    // A past day was counted by the policy and the dates of then; its list goes by those of today.
    const isNow = point.at === null;
    return { href: dueHref(trends.query, point, which), opens: isNow ? said : words.opens.datedNow, counts: isNow };
  };
  return <TriageLines trends={trends} label={words.sla.title} series={slaSeries(dayColumns(trends))} opens={opens} />;
}

/** Acceptances that held at the end of each day, and those of them that ended soon. */
export function AcceptanceTrend({ trends }: { trends: Trends }) {
  const opens = (point: TrendDayPoint, index: number): PointTarget | null =>
    point.acceptances && {
      href: acceptancesHref(trends.query, index === 0 ? "active" : "ending"),
      opens: words.opens.acceptances,
      counts: false,
    };
  const series = acceptanceSeries(dayColumns(trends));
  return <TriageLines trends={trends} label={words.acceptances.title} series={series} opens={opens} />;
}
