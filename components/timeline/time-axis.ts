const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

const steps = [
  ...[5 * minute, 15 * minute, 30 * minute, hour, 3 * hour, 6 * hour, 12 * hour],
  ...[day, 2 * day, 7 * day, 14 * day, 28 * day, 91 * day, 182 * day, 364 * day],
];

export interface Span {
  from: string;
  to: string;
}

/** Where an instant stands in a range: 0 at its begin, 1 at its end, never outside. */
export function shareOf(at: string, { from, to }: Span): number {
  const start = Date.parse(from);
  const length = Math.max(1, Date.parse(to) - start);
  return Math.min(1, Math.max(0, (Date.parse(at) - start) / length));
}

/** Round instants (UTC) inside a range, at most seven; days stand at midnight. */
export function ticksOf({ from, to }: Span): { at: string; share: number; clock: boolean }[] {
  const start = Date.parse(from);
  const end = Date.parse(to);
  const step = steps.find((size) => (end - start) / size <= 7) ?? Math.ceil((end - start) / 7 / day) * day;
  const ticks: { at: string; share: number; clock: boolean }[] = [];
  for (let at = Math.ceil(start / step) * step; at <= end && ticks.length < 8; at += step) {
    const text = new Date(at).toISOString();
    ticks.push({ at: text, share: shareOf(text, { from, to }), clock: step < day });
  }
  return ticks;
}

/** Neighbours that stand closer than `apart` (a share of the range) become one mark, in order of time. */
export function groupClose<Item extends { at: string }>(
  items: readonly Item[],
  span: Span,
  apart: number,
): { share: number; items: [Item, ...Item[]] }[] {
  const groups: { share: number; items: [Item, ...Item[]] }[] = [];
  const sorted = [...items].sort((a, b) => Date.parse(a.at) - Date.parse(b.at));
  for (const item of sorted) {
    const share = shareOf(item.at, span);
    const last = groups.at(-1);
    if (last && share - last.share < apart) last.items.push(item);
    else groups.push({ share, items: [item] });
  }
  return groups;
}
