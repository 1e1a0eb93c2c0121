"use client";

import { ChartTable } from "../../components/charts/chart-table.tsx";
import { Plot, type PointTarget } from "../../components/charts/plot.tsx";
import { type Severity, severities } from "../../lib/domain/severity.ts";
import type { Trends } from "../../lib/domain/views/trends-view.ts";
import * as t from "../../lib/messages/index.ts";
import { findingsHref, scansHref } from "./trend-links.ts";
import { chartColumns, chartMarks, dayColumns, type OpenPoint, openOf, severitySeries } from "./trend-series.ts";

const words = t.trends;

type Shown = Pick<Trends, "query" | "marks"> & { points: readonly OpenPoint[]; replayedFrom?: string | null };

interface Props {
  trends: Shown;
  /** The cursor goes through the neighbouring charts as well. */
  shared?: boolean;
}

/** True where a list holds the rows that a point counts: replayed rules changed the count and not what is listed. */
function isListed({ query, replayedFrom = null }: Shown, { day, at }: OpenPoint): boolean {
  return query.rules === "then" || at === null || replayedFrom === null || day < replayedFrom;
}

function targetOf(trends: Shown, day: string, point: OpenPoint | null, severity: Severity): PointTarget {
  const scope = trends.query;
  if (!point) return { href: scansHref(scope, day), opens: words.opens.scans, counts: false };
  if (!isListed(trends, point)) return { href: scansHref(scope, day), opens: words.opens.replayed, counts: false };
  return {
    href: findingsHref(scope, point, severity),
    opens: words.opens.findings(point.open[severity]),
    counts: true,
  };
}

/** Open findings by severity, stacked, a column a day; with its table. */
export function FindingsTrend({ trends, shared = false }: Props) {
  const days = dayColumns(trends);
  const scope = trends.query;
  const points = days.flatMap(({ point }) => point ?? []);
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
        target={(column, index) => {
          const { day = "", point } = days[column] ?? { point: null };
          return targetOf(trends, day, point, severities[index] ?? "critical");
        }}
      />
      <ChartTable
        label={words.findings.title}
        head={[words.table.day, ...severities.map((severity) => t.words.severity[severity]), words.table.total]}
        rows={points.toReversed().map((point) => ({
          key: point.day,
          name: point.day,
          href: scansHref(scope, point.day),
          cells: [...severities, undefined].map((severity) => {
            const value = severity ? point.open[severity] : openOf(point.open);
            const href = isListed(trends, point) ? findingsHref(scope, point, severity) : null;
            return { value, text: words.value(value), href };
          }),
        }))}
      />
    </>
  );
}
