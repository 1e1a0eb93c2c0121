"use client";

import { ChartTable } from "../../components/charts/chart-table.tsx";
import { Plot } from "../../components/charts/plot.tsx";
import { severities } from "../../lib/domain/severity.ts";
import type { Trends, TrendWeek } from "../../lib/domain/views/trends-view.ts";
import * as t from "../../lib/messages/index.ts";
import { changesHref, endedOtherwise, type FlowKind } from "./trend-links.ts";
import { endedOf, weekColumns, weekSeries } from "./trend-series.ts";

const words = t.trends;

/** What each series of the weeks counts, in its order. */
const kindsOf: Partial<Record<string, readonly FlowKind[]>> = {
  opened: ["opened"],
  reopened: ["reopened"],
  fixed: ["fixed"],
  ended: endedOtherwise,
  accepted: ["accepted"],
};

function FlowTable({ trends }: { trends: Trends }) {
  const bySeverity = (["opened", "reopened", "fixed"] as const).flatMap((kind) =>
    severities.map((severity) => ({
      kind,
      severity,
      name: `${words.flow.kinds[kind]}, ${t.words.severity[severity].toLowerCase()}`,
    })),
  );
  const used = bySeverity.filter(({ kind, severity }) => trends.weeks.some((week) => week[kind][severity] > 0));
  const accepted = trends.weeks.some((week) => week.accepted > 0);
  const cell = (value: number, href: string) => ({ value, text: words.value(value), href });
  const row = (week: TrendWeek) => [
    ...used.map(({ kind, severity }) => cell(week[kind][severity], changesHref(trends.query, [kind], week, severity))),
    cell(endedOf(week), changesHref(trends.query, endedOtherwise, week)),
    ...(accepted ? [cell(week.accepted, changesHref(trends.query, ["accepted"], week))] : []),
  ];
  return (
    <ChartTable
      label={words.flow.title}
      head={[
        words.table.week,
        ...used.map(({ name }) => name),
        words.flow.kinds.ended,
        ...(accepted ? [words.flow.kinds.accepted] : []),
      ]}
      rows={trends.weeks.toReversed().map((week) => ({
        key: week.from,
        name: words.weekShort(week.from, week.to),
        cells: row(week),
      }))}
    />
  );
}

/** What came and what went, two bars a week; with its table by severity. */
export function FlowTrend({ trends }: { trends: Trends }) {
  const { query } = trends;
  const columns = weekColumns(trends);
  const series = weekSeries(columns.map(({ week }) => week));
  const target = (column: number, index: number) => {
    const kinds = kindsOf[series[index]?.id ?? ""] ?? [];
    const value = series[index]?.values[column] ?? null;
    return {
      href: changesHref(query, kinds, columns[column] ?? query),
      opens: words.opens.changes(value ?? 0),
      counts: value !== null,
    };
  };
  return (
    <>
      <Plot
        label={words.flow.title}
        form="bars"
        columns={columns.map(({ from, to }) => ({ key: from, label: words.day(from), name: words.week(from, to) }))}
        series={series}
        gap={words.noScan}
        target={target}
      />
      <FlowTable trends={trends} />
    </>
  );
}
