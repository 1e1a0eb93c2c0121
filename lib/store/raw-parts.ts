import { hash } from "node:crypto";
import { type Period, VolatileReader, VolatileWriter } from "./volatile-values.ts";

/** Characters of JSON in a part on average, and at most. */
const wanted = 64 * 1024;
const most = 256 * 1024;
/** More keys than this are a list of entries, not a record of fields. */
const mostFields = 32;

/** SHA-256, the first 128 bits: enough to tell parts apart, and a scan of a thousand nodes names hundreds of them. */
export function partHash(text: string): string {
  return hash("sha256", text, "buffer").subarray(0, 16).toString("base64url");
}

/**
 * Cuts a list where the content of an item says so: an item that changes, comes or goes changes the part it is in and no
 * other, wherever in the list it is.
 */
function endsPart(item: string, size: number): boolean {
  if (size >= most) return true;
  return hash("sha256", item, "buffer").readUInt32BE(0) < (item.length / wanted) * 0x1_0000_0000;
}

/** Where in `parts` a list went: an array in the outline is this, since every other was taken out. */
type Place = [] | [first: number, count: number, form: "list" | "entries"];

class RecordSplitter {
  readonly #writer = new VolatileWriter();
  readonly #periodOf: (path: string) => Period;
  #count = 0;

  constructor(periodOf: (path: string) => Period) {
    this.#periodOf = periodOf;
  }

  *split(record: object): Generator<string> {
    yield JSON.stringify(yield* this.#outline(record, "", ""));
    const { times, rttMs, durationMs, bytes } = this.#writer.columns;
    for (const column of [times, rttMs, durationMs, bytes]) yield JSON.stringify(column);
  }

  *#outline(value: unknown, path: string, key: string): Generator<string, unknown> {
    if (Array.isArray(value)) return value.length === 0 ? [] : yield* this.#list(value, path, "list");
    if (value === null || typeof value !== "object") return this.#writer.strip(value, this.#periodOf(path), key);
    const fields = Object.entries(value).filter(([, part]) => part !== undefined);
    if (fields.length > mostFields) return yield* this.#list(fields, path, "entries");
    const entries: [string, unknown][] = [];
    for (const [name, part] of fields) entries.push([name, yield* this.#outline(part, `${path}/${name}`, name)]);
    return Object.fromEntries(entries);
  }

  *#list(items: readonly unknown[], path: string, form: "list" | "entries"): Generator<string, Place> {
    const period = this.#periodOf(path);
    const first = this.#count;
    let open: string[] = [];
    let size = 0;
    for (const [index, item] of items.entries()) {
      const text = JSON.stringify(this.#writer.strip(item, period));
      open.push(text);
      size += text.length;
      if (index < items.length - 1 && !endsPart(text, size)) continue;
      yield `[${open.join(",")}]`;
      this.#count += 1;
      [open, size] = [[], 0];
    }
    return [first, this.#count - first, form];
  }
}

/** Takes a record apart: yields the text of each part, the outline and four columns last. `periodOf` a JSON pointer. */
export function splitRecord(record: object, periodOf: (path: string) => Period): Generator<string> {
  return new RecordSplitter(periodOf).split(record);
}

/** Puts a record together again from its parts, in the order in which they were yielded. */
export function joinRecord(count: number, partAt: (index: number) => string): unknown {
  const column = (index: number) => JSON.parse(partAt(count - 4 + index)) as number[];
  const reader = new VolatileReader({ times: column(0), rttMs: column(1), durationMs: column(2), bytes: column(3) });
  const list = ([first = 0, parts = 0]: Place): unknown[] =>
    Array.from({ length: parts }, (_, index) => JSON.parse(partAt(first + index)) as unknown[]).flatMap((items) =>
      items.map((item) => reader.fill(item)),
    );
  const inside = (value: unknown, key: string): unknown => {
    if (Array.isArray(value)) {
      const place = value as Place;
      return place[2] === "entries" ? Object.fromEntries(list(place) as [string, unknown][]) : list(place);
    }
    if (value === null || typeof value !== "object") return reader.fill(value, key);
    return Object.fromEntries(Object.entries(value).map(([name, part]) => [name, inside(part, name)]));
  };
  return inside(JSON.parse(partAt(count - 5)), "");
}
