import { ApiException } from "@kubernetes/client-node";

export interface Page {
  limit: number;
  _continue?: string;
}

interface List<T> {
  items: T[];
  metadata?: { _continue?: string };
}

export const pageSize = 500;
const maximumRestarts = 3;
/** A million objects: nothing but a server that never ends a list has more. */
const maximumPages = 2_000;

export interface PageLimits {
  /** Objects of one page; 500 unless given. */
  pageSize?: number;
  /** Objects read at most; all unless given. */
  maximum?: number;
  /** Called when there are more objects than `maximum`. */
  onCut?: () => void;
}

/**
 * Reads a list page by page and keeps only what `keep` makes of each object.
 * An expired continue token (410) starts the list again, at most three times.
 */
export async function readAll<T, K>(
  read: (page: Page) => Promise<List<T>>,
  keep: (item: T) => K[],
  signal: AbortSignal,
  limits: PageLimits = {},
): Promise<K[]> {
  for (let restarts = 0; ; restarts += 1) {
    try {
      return await readOnce(read, keep, signal, limits);
    } catch (error) {
      const expired = error instanceof ApiException && error.code === 410;
      if (!expired || restarts >= maximumRestarts) throw error;
    }
  }
}

async function readOnce<T, K>(
  read: (page: Page) => Promise<List<T>>,
  keep: (item: T) => K[],
  signal: AbortSignal,
  { pageSize: limit = pageSize, maximum = Number.POSITIVE_INFINITY, onCut }: PageLimits,
): Promise<K[]> {
  const kept: K[] = [];
  const seen = new Set<string>();
  let next: string | undefined;
  let count = 0;
  do {
    signal.throwIfAborted();
    const list = await read({ limit, ...(next ? { _continue: next } : {}) });
    // An empty list of a Go server may be null.
    for (const item of list.items ?? []) {
      count += 1;
      if (count <= maximum) kept.push(...keep(item));
    }
    next = list.metadata?._continue || undefined;
    if (count > maximum || (next && count === maximum)) {
      onCut?.();
      return kept;
    }
    if (next && seen.has(next)) throw new SyntaxError("the list continues with a page that was read before");
    if (next) seen.add(next);
    if (seen.size > maximumPages) throw new SyntaxError("the list has no end");
  } while (next);
  return kept;
}
