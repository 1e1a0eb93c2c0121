import { type Severity, severities } from "../lib/domain/severity.ts";
import type { TrendPoint } from "../lib/domain/views/overview-view.ts";

const dayMs = 24 * 60 * 60 * 1000;

/** Days of the axis, oldest first: each with its point, or null where no scan was made. */
export function trendDays(
  points: readonly TrendPoint[],
  days: number,
  until: string,
): { day: string; point: TrendPoint | null }[] {
  const byDay = new Map(points.map((point) => [point.day, point]));
  const end = Date.parse(`${until.slice(0, 10)}T00:00:00Z`);
  return Array.from({ length: days }, (_, index) => {
    const day = new Date(end - (days - 1 - index) * dayMs).toISOString().slice(0, 10);
    const point = byDay.get(day);
    return { day, point: point?.counts ? point : null };
  });
}

export interface Layer {
  severity: Severity;
  from: number;
  to: number;
}

/** The worst lies at the bottom, where its height can be read without subtracting. */
export function stack(counts: Record<Severity, number>): Layer[] {
  let height = 0;
  return severities.flatMap((severity) => {
    const from = height;
    height += counts[severity];
    return counts[severity] > 0 ? [{ severity, from, to: height }] : [];
  });
}

export function totalOf(counts: Record<Severity, number>): number {
  return severities.reduce((sum, severity) => sum + counts[severity], 0);
}

/** A round top of the axis at or over `value`, with at most four steps of whole findings. */
export function axisOf(value: number): { top: number; ticks: number[] } {
  const rough = Math.max(1, value) / 4;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = Math.max(1, [1, 2, 5, 10].map((factor) => factor * power).find((size) => size >= rough) ?? rough);
  const top = Math.ceil(Math.max(1, value) / step) * step;
  return { top, ticks: Array.from({ length: Math.round(top / step) + 1 }, (_, index) => index * step) };
}

/** Runs of days without a scan, as index and length. */
export function gapsOf(days: readonly { point: TrendPoint | null }[]): { from: number; length: number }[] {
  const gaps: { from: number; length: number }[] = [];
  days.forEach(({ point }, index) => {
    const last = gaps.at(-1);
    if (point) return;
    if (last && last.from + last.length === index) last.length += 1;
    else gaps.push({ from: index, length: 1 });
  });
  return gaps;
}
