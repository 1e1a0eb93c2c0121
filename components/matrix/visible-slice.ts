/** First and last of what is drawn. */
export interface Slice {
  from: number;
  to: number;
}

/** Drawn anew after so many, so that not every line that comes into sight is a drawing of its own. */
const step = 4;

/** What lies between two offsets of things of one size, with some to either side. */
export function visibleSlice(
  { start, end }: { start: number; end: number },
  { size, count, beside }: { size: number; count: number; beside: number },
): Slice {
  const first = Math.floor(start / size / step) * step;
  const last = Math.ceil(end / size / step) * step - 1;
  return { from: Math.max(0, Math.min(first, count - 1) - beside), to: Math.min(count - 1, last + beside) };
}

/** The offset at which a thing is in sight, nearest to where one is. */
export function offsetToShow(
  index: number,
  { start, end, size }: { start: number; end: number; size: number },
): number {
  if (index * size < start) return index * size;
  return Math.max(start, (index + 1) * size - (end - start));
}
