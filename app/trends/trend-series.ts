import { addDays, daysOf } from "../../components/charts/scale.ts";
import type { ChartColumn, ChartMark, ChartSeries } from "../../components/charts/series.ts";
import { severities } from "../../lib/domain/severity.ts";
import { type VantageKind, vantageKinds } from "../../lib/domain/vantage.ts";
import type { TrendDayPoint, Trends, TrendWeek } from "../../lib/domain/views/trends-view.ts";
import { type PortSection, portSections } from "../../lib/domain/well-known-ports.ts";
import * as t from "../../lib/messages/index.ts";
import { rulesHref, scansHref } from "./trend-links.ts";

/** A day of the range with its point; null where no scan ended. */
export interface TrendDayColumn<Point = TrendDayPoint> {
  day: string;
  point: Point | null;
}

/** What the chart of findings needs of a day. */
export type OpenPoint = Pick<TrendDayPoint, "day" | "at" | "open">;

export function dayColumns<Point extends { day: string }>({
  query,
  points,
}: {
  query: Pick<Trends["query"], "from" | "to">;
  points: readonly Point[];
}): TrendDayColumn<Point>[] {
  const byDay = new Map(points.map((point) => [point.day, point]));
  return daysOf(query.from, query.to).map((day) => ({ day, point: byDay.get(day) ?? null }));
}

export function chartColumns(days: readonly TrendDayColumn<Pick<TrendDayPoint, "at">>[]): ChartColumn[] {
  return days.map(({ day, point }) => ({
    key: day,
    label: t.trends.day(day),
    name: point && point.at === null ? t.trends.todayName(day) : t.trends.dayName(day),
  }));
}

export const openOf = (counts: TrendDayPoint["open"]): number =>
  severities.reduce((sum, severity) => sum + counts[severity], 0);

/** The worst lies at the bottom, where its height can be read without subtracting. */
export function severitySeries(days: readonly TrendDayColumn<OpenPoint>[]): ChartSeries[] {
  return severities.map((severity) => ({
    id: severity,
    name: t.words.severity[severity],
    colour: severity,
    values: days.map(({ point }) => point?.open[severity] ?? null),
  }));
}

export function scoreSeries(days: readonly TrendDayColumn[]): ChartSeries[] {
  const values = days.map(({ point }) => (point?.score === null || !point ? null : Math.round(point.score)));
  return [{ id: "score", name: t.trends.score.name, colour: "ink", values }];
}

export function coverageSeries(days: readonly TrendDayColumn[]): ChartSeries[] {
  const words = t.trends.coverage;
  return [
    {
      id: "known",
      name: words.known,
      colour: "ink-3",
      stroke: "dashed",
      values: days.map(({ point }) => point?.nodesKnown ?? null),
    },
    { id: "checked", name: words.checked, colour: "ink", values: days.map(({ point }) => point?.nodesChecked ?? null) },
  ];
}

/** Open findings with a due date, and those past it. */
export function slaSeries(days: readonly TrendDayColumn[]): ChartSeries[] {
  const words = t.trends.sla;
  return [
    {
      id: "due",
      name: words.due,
      colour: "ink-3",
      stroke: "dashed",
      values: days.map(({ point }) => point?.sla?.due ?? null),
    },
    { id: "overdue", name: words.overdue, colour: "ink", values: days.map(({ point }) => point?.sla?.overdue ?? null) },
  ];
}

/** Acceptances that held, and those of them that ended within 14 days. */
export function acceptanceSeries(days: readonly TrendDayColumn[]): ChartSeries[] {
  const words = t.trends.acceptances;
  return [
    {
      id: "active",
      name: words.active,
      colour: "ink-3",
      stroke: "dashed",
      values: days.map(({ point }) => point?.acceptances?.active ?? null),
    },
    {
      id: "ending",
      name: words.ending,
      colour: "ink",
      values: days.map(({ point }) => point?.acceptances?.ending ?? null),
    },
  ];
}

const strokes = [
  { colour: "accent", stroke: "solid" },
  { colour: "ink", stroke: "dashed" },
  { colour: "ink-2", stroke: "dotted" },
] as const;

/** Places that any port of the range was looked at from, widest first. */
export function vantagesOf(points: readonly TrendDayPoint[]): VantageKind[] {
  const seen = new Set(points.flatMap(({ exposures }) => exposures.map(({ vantage }) => vantage)));
  return vantageKinds.filter((vantage) => seen.has(vantage));
}

/** Open ports that a day counted; a class that a day looked at from there and does not name had none. */
export function openPorts(point: TrendDayPoint, section: PortSection, vantage: VantageKind): number | null {
  const from = point.exposures.filter((each) => each.vantage === vantage);
  if (from.length === 0) return null;
  return from.find((each) => each.section === section)?.open ?? 0;
}

/** Classes with an open port in the range, each with a line for every vantage, and those that had none. */
export function exposureSeries(days: readonly TrendDayColumn[]): {
  shown: { section: PortSection; series: ChartSeries[] }[];
  quiet: PortSection[];
} {
  const points = days.flatMap(({ point }) => point ?? []);
  const vantages = vantagesOf(points);
  const had = (section: PortSection) =>
    points.some(({ exposures }) => exposures.some((each) => each.section === section && each.open > 0));
  const shown = portSections.filter(had).map((section) => ({
    section,
    series: vantages.map((vantage, index) => ({
      id: vantage,
      name: t.words.vantage[vantage],
      ...(strokes[index % strokes.length] ?? strokes[0]),
      values: days.map(({ point }) => (point ? openPorts(point, section, vantage) : null)),
    })),
  }));
  return { shown, quiet: portSections.filter((section) => !had(section)) };
}

export const endedOf = ({ ended }: Pick<TrendWeek, "ended">): number =>
  ended["node-gone"] + ended["check-retired"] + ended["out-of-scope"];

/** A week of the range, Monday to Sunday in UTC and cut at its ends; null where nothing was scanned and nothing moved. */
export interface WeekColumn {
  from: string;
  to: string;
  week: TrendWeek | null;
}

export function weekColumns({ query, weeks }: Pick<Trends, "query" | "weeks">): WeekColumn[] {
  const isMonday = (day: string) => new Date(`${day}T00:00:00Z`).getUTCDay() === 1;
  const starts = daysOf(query.from, query.to).filter((day, index) => index === 0 || isMonday(day));
  return starts.map((from, index) => {
    const next = starts[index + 1];
    const to = next ? addDays(next, -1) : query.to;
    return { from, to, week: weeks.find((week) => week.from >= from && week.from <= to) ?? null };
  });
}

/** Two bars a week: what came, and what went. */
export function weekSeries(weeks: readonly (TrendWeek | null)[]): ChartSeries[] {
  const words = t.trends.flow.kinds;
  const values = (of: (week: TrendWeek) => number) => weeks.map((week) => week && of(week));
  const accepted: ChartSeries = {
    id: "accepted",
    name: words.accepted,
    colour: "unknown",
    stroke: "dotted",
    bar: 1,
    values: values((week) => week.accepted),
  };
  return [
    { id: "opened", name: words.opened, colour: "ink", bar: 0, values: values((week) => openOf(week.opened)) },
    {
      id: "reopened",
      name: words.reopened,
      colour: "ink-2",
      stroke: "dashed",
      bar: 0,
      values: values((week) => openOf(week.reopened)),
    },
    { id: "fixed", name: words.fixed, colour: "pass", bar: 1, values: values((week) => openOf(week.fixed)) },
    { id: "ended", name: words.ended, colour: "ink-3", stroke: "hatched", bar: 1, values: values(endedOf) },
    ...(weeks.some((week) => week !== null && week.accepted > 0) ? [accepted] : []),
  ];
}

/** Marks inside the range, at their columns. */
export function chartMarks(
  { marks, query, replayedFrom = null }: Pick<Trends, "marks" | "query"> & { replayedFrom?: string | null },
  days: readonly { day: string }[],
): ChartMark[] {
  const columns = new Map(days.map(({ day }, index) => [day, index]));
  const from = query.rules === "now" && replayedFrom ? columns.get(replayedFrom) : undefined;
  const replayed =
    from === undefined || !replayedFrom
      ? []
      : [
          {
            column: from,
            label: t.trends.marks.replayed,
            detail: t.trends.marks.replayedDetail,
            href: scansHref(query, replayedFrom),
          },
        ];
  const changed = marks.flatMap(({ day, kind, names }) => {
    const column = columns.get(day);
    if (column === undefined) return [];
    const target = kind === "rules" ? rulesHref(query, day) : "/clusters";
    return [
      { column, label: t.trends.marks.label(kind, names), detail: t.trends.marks.detail(kind, names), href: target },
    ];
  });
  return [...changed, ...replayed];
}
