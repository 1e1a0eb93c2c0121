const dayMs = 24 * 60 * 60 * 1000;

/** The day so many days later; negative is earlier. Days are YYYY-MM-DD in UTC, as everywhere in charts. */
export function addDays(day: string, by: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + by * dayMs).toISOString().slice(0, 10);
}

/** How many days a range has, both ends included; 0 or less when it ends before it begins. */
export function lengthOf(from: string, to: string): number {
  return Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / dayMs) + 1;
}

/** Every day from the first to the last, both included. */
export function daysOf(from: string, to: string): string[] {
  return Array.from({ length: Math.max(0, lengthOf(from, to)) }, (_, index) => addDays(from, index));
}

/** A round top of the axis at or over `value`, with at most four steps of whole things. */
export function axisOf(value: number): { top: number; ticks: number[] } {
  const rough = Math.max(1, value) / 4;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = Math.max(1, [1, 2, 5, 10].map((factor) => factor * power).find((size) => size >= rough) ?? rough);
  const top = Math.ceil(Math.max(1, value) / step) * step;
  return { top, ticks: Array.from({ length: Math.round(top / step) + 1 }, (_, index) => index * step) };
}

export interface Run {
  from: number;
  length: number;
}

/** Stretches of neighbouring places for which `is` holds. */
export function runsWhere(count: number, is: (index: number) => boolean): Run[] {
  const runs: Run[] = [];
  for (let index = 0; index < count; index += 1) {
    if (!is(index)) continue;
    const last = runs.at(-1);
    if (last && last.from + last.length === index) last.length += 1;
    else runs.push({ from: index, length: 1 });
  }
  return runs;
}

/** Places of at most `wanted` labels, evenly spread from the first; the last place is labelled apart. */
export function labelledPlaces(count: number, wanted: number): number[] {
  const step = Math.max(1, Math.ceil(count / wanted));
  return Array.from({ length: Math.ceil(count / step) }, (_, index) => index * step).filter(
    (place) => place === 0 || place <= count - 1 - step / 2,
  );
}
