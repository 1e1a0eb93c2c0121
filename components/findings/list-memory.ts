"use client";

/** What is kept of a visit, so that Back and a reload show the list as it was left. */
export interface ListMemory {
  /** Rows that were loaded. */
  rows: number;
  /** Pixels that the page was scrolled. */
  offset: number;
  chosen: string[];
  /** Keys of the groups that stood open. */
  open: string[];
}

const prefix = "breakwater-findings-";
const mark = "findingsVisit";

function visitOf(state: unknown): string | null {
  const visit = (state as Record<string, unknown> | null)?.[mark];
  return typeof visit === "string" ? visit : null;
}

/** The visit that this entry of the history belongs to; a new one where the page was come to by a link. */
export function thisVisit(): { id: string; memory: ListMemory | null } {
  const known = visitOf(history.state);
  if (known === null)
    return { id: `${Date.now().toString(36)}${performance.now().toString(36).slice(-4)}`, memory: null };
  const kept = sessionStorage.getItem(prefix + known);
  return { id: known, memory: kept === null ? null : (JSON.parse(kept) as ListMemory) };
}

/** What a new entry of the history carries, so that it belongs to the same visit. */
export const visitState = (id: string) => ({ [mark]: id });

/** Writes down what a visit looks like. */
export function keep(id: string, memory: ListMemory): void {
  try {
    sessionStorage.setItem(prefix + id, JSON.stringify(memory));
  } catch {
    // Full, with the visits of a long day: they make room.
    for (const key of Object.keys(sessionStorage)) if (key.startsWith(prefix)) sessionStorage.removeItem(key);
  }
}

/** The same, and says whose visit this entry of the history is: a refresh of the page forgets that. */
export function remember(id: string, memory: ListMemory): void {
  if (visitOf(history.state) !== id) history.replaceState({ ...history.state, ...visitState(id) }, "");
  keep(id, memory);
}
