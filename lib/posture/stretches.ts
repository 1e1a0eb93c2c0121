/** What held from one look until the next that saw something else; `until` is null where it still holds. */
export interface Interval<Value> {
  since: string;
  until: string | null;
  value: Value;
}

/** A scan that ended, or a re-check: it looked, or it did not. RFC 3339. */
export interface LookMark {
  at: string;
  looked: boolean;
  /** null for a re-check. */
  scanId: string | null;
}

/** `value` is undefined where nobody looked. */
export interface Stretch<Value> {
  value: Value | undefined;
  since: string;
  until: string | null;
  /** The last look in it; of a gap the last look before it. */
  confirmedAt: string;
  firstScanId: string | null;
  lastScanId: string | null;
}

const time = (at: string) => Date.parse(at);

/** Looks that no scan made: values began there all the same, so somebody looked. */
function allMarks<Value>(intervals: readonly Interval<Value>[], marks: readonly LookMark[]): LookMark[] {
  const known = new Set(marks.map(({ at }) => time(at)));
  const begun = intervals.filter(({ since }) => !known.has(time(since)));
  const own = begun.map(({ since }): LookMark => ({ at: since, looked: true, scanId: null }));
  return [...marks, ...own].sort((a, b) => time(a.at) - time(b.at) || Number(a.looked) - Number(b.looked));
}

/** Answers which interval holds at a time; asked in the order of time, it walks along. */
function walker<Value>(intervals: readonly Interval<Value>[]): (at: number) => Interval<Value> | undefined {
  const sorted = intervals
    .map((interval) => ({
      interval,
      from: time(interval.since),
      to: interval.until === null ? Infinity : time(interval.until),
    }))
    .sort((a, b) => a.from - b.from);
  let index = 0;
  return (at) => {
    while ((sorted[index]?.to ?? Infinity) <= at) index += 1;
    const here = sorted[index];
    return here && here.from <= at ? here.interval : undefined;
  };
}

/**
 * What is known of each time, in order. Before the first look there is nothing. A value lasts until a look sees another,
 * or until a scan ends in which nobody looked: from there to the next look nothing is known, whatever was before.
 * `marks` may leave out looks inside a run of looks with one value; `end` is where it was taken out of sight.
 */
export function stretchesOf<Value>(
  intervals: readonly Interval<Value>[],
  marks: readonly LookMark[],
  end: string | null = null,
): Stretch<Value>[] {
  const stretches: Stretch<Value>[] = [];
  const holdsAt = walker(intervals);
  let shown: Interval<Value> | undefined;
  for (const { at, looked, scanId } of allMarks(intervals, marks)) {
    if (end !== null && time(at) >= time(end)) break;
    const last = stretches.at(-1);
    const held = looked ? holdsAt(time(at)) : undefined;
    if (looked ? !held : !last) continue;
    const isSame =
      last !== undefined && (looked ? last.value !== undefined && shown === held : last.value === undefined);
    if (isSame) {
      last.lastScanId = scanId;
      if (looked) last.confirmedAt = at;
      continue;
    }
    if (last) last.until = at;
    const confirmedAt = looked || !last ? at : last.confirmedAt;
    stretches.push({
      value: held?.value,
      since: at,
      until: null,
      confirmedAt,
      firstScanId: scanId,
      lastScanId: scanId,
    });
    shown = held;
  }
  const last = stretches.at(-1);
  if (last && end !== null) last.until = end;
  return stretches;
}

/** Stretches that reach into a range; they keep their own ends. */
export function withinRange<Piece extends { since: string; until: string | null }>(
  stretches: readonly Piece[],
  from: string,
  to: string,
): Piece[] {
  return stretches.filter(({ since, until }) => time(since) < time(to) && (until === null || time(until) > time(from)));
}

/** Neighbours that do not agree, with whether scans that did not look lie between them. */
export function changesBetween<Value>(
  stretches: readonly Stretch<Value>[],
  agree: (a: Value, b: Value) => boolean,
): { before: Stretch<Value> & { value: Value }; after: Stretch<Value> & { value: Value }; acrossGap: boolean }[] {
  const changes: ReturnType<typeof changesBetween<Value>> = [];
  let before: (Stretch<Value> & { value: Value }) | undefined;
  let gap = false;
  for (const stretch of stretches) {
    const { value } = stretch;
    if (value === undefined) {
      gap = true;
      continue;
    }
    const after = { ...stretch, value };
    if (before && !agree(before.value, value)) changes.push({ before, after, acrossGap: gap });
    before = after;
    gap = false;
  }
  return changes;
}
