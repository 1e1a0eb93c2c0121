import type { FindingRow } from "../../lib/domain/views/finding-view.ts";
import type { Page } from "../../lib/domain/views/page.ts";
import { type ListedFinding, type ListPage, listedFinding } from "./listed-finding.ts";

/** The API gives so many at a time at most. */
const most = 200;

export interface Loaded {
  rows: readonly ListedFinding[];
  total: number;
  /** Null where all that match are loaded. */
  nextCursor: string | null;
  readAt: string;
  reading: boolean;
  /** Why the last reading broke, as a sentence. */
  broken: string | null;
}

export type ReadPage = (address: string) => Promise<Page<FindingRow>>;

/**
 * Findings that a list has read so far, page after page, for as long as somebody may come back to it. What changes
 * replaces the old at once: a list that is being read afresh stays as it is until then.
 */
export class LoadedFindings {
  #state: Loaded;
  #listeners = new Set<() => void>();
  #address: (cursor: string | null, limit: number) => string;
  #read: ReadPage;
  /** Raised by every reading from the start; what an older one brings is thrown away. */
  #round = 0;

  constructor(first: ListPage, address: (cursor: string | null, limit: number) => string, read: ReadPage) {
    this.#state = { ...stateOf(first), reading: false, broken: null };
    this.#address = address;
    this.#read = read;
  }

  subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  snapshot = (): Loaded => this.#state;

  #set(patch: Partial<Loaded>): void {
    this.#state = { ...this.#state, ...patch };
    for (const listener of this.#listeners) listener();
  }

  /** Reads until there are so many rows, or all. */
  async upTo(count: number): Promise<void> {
    const { reading, nextCursor, rows } = this.#state;
    if (reading || nextCursor === null || rows.length >= count) return;
    await this.#readOn(this.#state, count, this.#round);
  }

  /** Reads the next page. */
  more = (): Promise<void> => this.upTo(this.#state.rows.length + 1);

  /** Begins with a page that was read later, and reads on until there are as many rows as before. */
  async renew(first: ListPage): Promise<void> {
    this.#round += 1;
    const count = this.#state.rows.length;
    const begin = stateOf(first);
    if (begin.rows.length >= count || begin.nextCursor === null) {
      this.#set({ ...begin, reading: false, broken: null });
      return;
    }
    await this.#readOn({ ...this.#state, ...begin }, count, this.#round);
  }

  async #readOn(from: Loaded, count: number, round: number): Promise<void> {
    let at = from;
    this.#set({ reading: true, broken: null });
    try {
      while (at.nextCursor !== null && at.rows.length < count) {
        const page = await this.#read(this.#address(at.nextCursor, most));
        if (round !== this.#round) return;
        at = { ...at, rows: joined(at.rows, page.items.map(listedFinding)) };
        at = { ...at, nextCursor: page.nextCursor, total: page.total };
      }
      this.#set({ ...at, reading: false, broken: null });
    } catch (error) {
      if (round !== this.#round) return;
      this.#set({ ...at, reading: false, broken: error instanceof Error ? error.message : String(error) });
    }
  }
}

function stateOf({ items, nextCursor, total, readAt }: ListPage) {
  return { rows: items, nextCursor, total, readAt };
}

/** What became worse between two pages may come twice: it stays where it was seen first. */
function joined(rows: readonly ListedFinding[], more: readonly ListedFinding[]): ListedFinding[] {
  const known = new Set(rows.map(({ id }) => id));
  return [...rows, ...more.filter(({ id }) => !known.has(id))];
}
