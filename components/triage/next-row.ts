/**
 * Where to go on in a list that was read again: the row of before, else the one that followed it, else the last; -1 where
 * nothing is left. `at` is the place in `before`.
 */
export function nextRow(before: readonly string[], at: number, after: readonly string[]): number {
  const places = new Map(after.map((key, index) => [key, index]));
  for (const key of before.slice(Math.max(0, at))) {
    const place = places.get(key);
    if (place !== undefined) return place;
  }
  return after.length - 1;
}
