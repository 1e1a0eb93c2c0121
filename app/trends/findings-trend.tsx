"use client";

import { ChartTable } from "../../components/charts/chart-table.tsx";
import { Plot } from "../../components/charts/plot.tsx";
import { severities } from "../../lib/domain/severity.ts";
import type { TrendDayPoint, Trends } from "../../lib/domain/views/trends-view.ts";
import { t } from "../../lib/messages/index.ts";
import { findingsHref, scansHref, type TrendScope } from "./trend-links.ts";
import { chartColumns, chartMarks, dayColumns, openOf, severitySeries } from "./trend-series.ts";

const words = t.trends;

/** What a click on a point of findings opens, in words. */
function opened(scope: TrendScope, point: TrendDayPoint | null, count: number): string {
  if (!point) return words.opens.scans;
  return scope.rules === "now" && point.at !== null ? words.opens.replayed : words.opens.findings(count);
}

/** Open findings by severity, stacked, a column a day; with its table. */
export function FindingsTrend({ trends, shared = false }: { trends: Trends; shared?: boolean }) {
  const days = dayColumns(trends);
  const scope = trends.query;
  const points = days.flatMap(({ point }) => point ?? []);
  const cell = (value: number, href: string) => ({ value, text: words.value(value), href });
  return (
    <>
      <Plot
        label={words.findings.title}
        form="stack"
        columns={chartColumns(days)}
        series={severitySeries(days)}
        marks={chartMarks(trends, days)}
        labelMarks
        shared={shared}
        gap={words.noScan}
        hrefOf={(column, index) => {
          const { day = "", point } = days[column] ?? { point: null };
          return point ? findingsHref(scope, point, severities[index]) : scansHref(scope, day);
        }}
        opens={(column, index) => {
          const point = days[column]?.point ?? null;
          return opened(scope, point, point?.open[severities[index] ?? "critical"] ?? 0);
        }}
      />
      <ChartTable
        label={words.findings.title}
        head={[words.table.day, ...severities.map((severity) => t.words.severity[severity]), words.table.total]}
        rows={points.toReversed().map((point) => ({
          key: point.day,
          name: point.day,
          cells: [
            ...severities.map((severity) => cell(point.open[severity], findingsHref(scope, point, severity))),
            cell(openOf(point.open), findingsHref(scope, point)),
          ],
        }))}
      />
    </>
  );
}
