"use client";

import { ChartTable } from "../../components/charts/chart-table.tsx";
import { Plot } from "../../components/charts/plot.tsx";
import type { ChartSeries } from "../../components/charts/series.ts";
import type { Trends } from "../../lib/domain/views/trends-view.ts";
import * as t from "../../lib/messages/index.ts";
import { scansHref } from "./trend-links.ts";
import {
  chartColumns,
  chartMarks,
  coverageSeries,
  dayColumns,
  scoreSeries,
  type TrendDayColumn,
} from "./trend-series.ts";

const words = t.trends;

interface Props {
  trends: Trends;
  label: string;
  seriesOf: (days: readonly TrendDayColumn[]) => ChartSeries[];
  top?: number;
}

/** Lines over days whose points open the scans that they were made from; with their table. */
function ScanLines({ trends, label, seriesOf, top }: Props) {
  const days = dayColumns(trends);
  const series = seriesOf(days);
  const href = (column: number) => scansHref(trends.query, days[column]?.day ?? "");
  const rows = days.flatMap(({ day, point }, column) => (point ? [{ day, column }] : [])).reverse();
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
        target={(column) => ({ href: href(column), opens: words.opens.scans, counts: false })}
        {...(top === undefined ? {} : { top })}
      />
      <ChartTable
        label={label}
        head={[words.table.day, ...series.map(({ name }) => name)]}
        rows={rows.map(({ day, column }) => ({
          key: day,
          name: day,
          href: href(column),
          cells: series.map(({ values }) => {
            const value = values[column] ?? null;
            return { value, text: value === null ? words.noNumber : words.value(value), href: null };
          }),
        }))}
      />
    </>
  );
}

export function ScoreTrend({ trends }: { trends: Trends }) {
  return <ScanLines trends={trends} label={words.score.title} seriesOf={scoreSeries} top={100} />;
}

/** Nodes that were checked, of those that were known. */
export function CoverageTrend({ trends }: { trends: Trends }) {
  return <ScanLines trends={trends} label={words.coverage.title} seriesOf={coverageSeries} />;
}
