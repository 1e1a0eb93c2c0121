"use client";

import { ChartTable } from "../../components/charts/chart-table.tsx";
import { Plot } from "../../components/charts/plot.tsx";
import type { Trends } from "../../lib/domain/views/trends-view.ts";
import type { PortSection } from "../../lib/domain/well-known-ports.ts";
import * as t from "../../lib/messages/index.ts";
import { exposuresHref, scansHref } from "./trend-links.ts";
import {
  chartColumns,
  chartMarks,
  dayColumns,
  exposureSeries,
  openPorts,
  type TrendDayColumn,
  vantagesOf,
} from "./trend-series.ts";

const words = t.trends;

function ExposureTable({
  trends,
  days,
  sections,
}: {
  trends: Trends;
  days: TrendDayColumn[];
  sections: PortSection[];
}) {
  const vantages = vantagesOf(trends.points);
  const columns = sections.flatMap((section) => vantages.map((vantage) => ({ section, vantage })));
  const points = days.flatMap(({ point }) => point ?? []).reverse();
  return (
    <ChartTable
      label={words.exposures.title}
      head={[
        words.table.day,
        ...columns.map(({ section, vantage }) =>
          words.exposures.column(t.words.section[section], t.words.vantage[vantage]),
        ),
      ]}
      rows={points.map((point) => ({
        key: point.day,
        name: point.day,
        href: scansHref(trends.query, point.day),
        cells: columns.map(({ section, vantage }) => {
          const value = openPorts(point, section, vantage);
          const href = exposuresHref(trends.query, point, section, vantage);
          return { value, text: value === null ? words.noNumber : words.value(value), href };
        }),
      }))}
    />
  );
}

/** Open ports as small multiples: a chart for each class, a line in it for each vantage; one table for all. */
export function ExposureTrends({ trends }: { trends: Trends }) {
  const days = dayColumns(trends);
  const { shown, quiet } = exposureSeries(days);
  const vantages = vantagesOf(trends.points);
  const columns = chartColumns(days);
  if (shown.length === 0) return <p className="text-sm text-ink-2">{words.exposures.none}</p>;
  return (
    <>
      <div className="grid gap-x-8 gap-y-5 md:grid-cols-2 xl:grid-cols-3">
        {shown.map(({ section, series }) => (
          <div key={section} className="min-w-0">
            <h3 className="text-sm font-medium">{t.words.section[section]}</h3>
            <Plot
              label={`${words.exposures.title}: ${t.words.section[section]}`}
              form="lines"
              columns={columns}
              series={series}
              marks={chartMarks(trends, days)}
              shared
              small
              gap={words.noScan}
              target={(column, index) => {
                const { day = "", point } = days[column] ?? { point: null };
                const vantage = vantages[index];
                const value = series[index]?.values[column] ?? null;
                return point && vantage && value !== null
                  ? {
                      href: exposuresHref(trends.query, point, section, vantage),
                      opens: words.opens.ports(value),
                      counts: true,
                    }
                  : { href: scansHref(trends.query, day), opens: words.opens.scans, counts: false };
              }}
            />
          </div>
        ))}
      </div>
      {quiet.length > 0 ? (
        <p className="mt-3 text-xs text-ink-2">
          {words.exposures.quiet(quiet.map((section) => t.words.section[section]))}
        </p>
      ) : null}
      <ExposureTable trends={trends} days={days} sections={shown.map(({ section }) => section)} />
    </>
  );
}
