/**
 * Times, durations and sizes are other in every scan. They are taken out of what is kept once by content, and kept
 * beside it in columns, so that a node on which nothing changed is the same text again.
 */

const numberKeys = ["rttMs", "durationMs", "bytes"] as const;
const timeKeys: ReadonlySet<string> = new Set(["at", "now", "startedAt", "finishedAt"]);
/** Stands where a value was taken out; a text that begins with it is written with one more. */
const mark = "~";

type NumberKey = (typeof numberKeys)[number];
/** What was taken out, in the order of the walk; times as milliseconds since the one before. */
export type VolatileColumns = Record<NumberKey | "times", number[]>;

const isNumberKey = (key: string): key is NumberKey => (numberKeys as readonly string[]).includes(key);

/** Times from `from` to `until` (milliseconds since 1970) are of this scan; older ones are part of the content. */
export interface Period {
  from: number;
  until: number;
}

/** Takes values out of one record after another. */
export class VolatileWriter {
  readonly columns: VolatileColumns = { times: [], rttMs: [], durationMs: [], bytes: [] };
  #before = 0;

  /** A copy without what changes; `value` is plain JSON. */
  strip(value: unknown, period: Period, key = ""): unknown {
    if (Array.isArray(value)) return value.map((item) => this.strip(item, period));
    if (value !== null && typeof value === "object") {
      return Object.fromEntries(Object.entries(value).map(([name, part]) => [name, this.strip(part, period, name)]));
    }
    if (typeof value === "number" && isNumberKey(key)) {
      this.columns[key].push(value);
      return mark;
    }
    return typeof value === "string" ? this.#text(value, period, key) : value;
  }

  #text(value: string, { from, until }: Period, key: string): string {
    if (isNumberKey(key) || timeKeys.has(key)) {
      const time = timeKeys.has(key) ? Date.parse(value) : Number.NaN;
      if (time >= from && time <= until && new Date(time).toISOString() === value) {
        this.columns.times.push(time - this.#before);
        this.#before = time;
        return mark;
      }
      if (value.startsWith(mark)) return mark + value;
    }
    return value;
  }
}

/** Puts the values back in the order in which they were taken out. Throws where there are fewer than places. */
export class VolatileReader {
  readonly #columns: VolatileColumns;
  readonly #next: Record<keyof VolatileColumns, number> = { times: 0, rttMs: 0, durationMs: 0, bytes: 0 };
  #before = 0;

  constructor(columns: VolatileColumns) {
    this.#columns = columns;
  }

  fill(value: unknown, key = ""): unknown {
    if (Array.isArray(value)) return value.map((item) => this.fill(item));
    if (value !== null && typeof value === "object") {
      return Object.fromEntries(Object.entries(value).map(([name, part]) => [name, this.fill(part, name)]));
    }
    const isKey = isNumberKey(key) || timeKeys.has(key);
    if (typeof value !== "string" || !isKey || !value.startsWith(mark)) return value;
    if (value !== mark) return value.slice(mark.length);
    if (isNumberKey(key)) return this.#take(key);
    this.#before += this.#take("times");
    return new Date(this.#before).toISOString();
  }

  #take(column: keyof VolatileColumns): number {
    const value = this.#columns[column][this.#next[column]];
    this.#next[column] += 1;
    if (value === undefined) throw new Error(`The kept evidence is damaged: too few values of "${column}".`);
    return value;
  }
}
