import type { Severity } from "../../lib/domain/severity.ts";
import type { SearchKind } from "../../lib/domain/views/search-view.ts";

export type PaletteGroup = "recent" | "action" | "page" | "profile" | SearchKind;

/** One line of the palette: somewhere to go, or something to do. */
export interface PaletteItem {
  /** One of a kind within its group. */
  id: string;
  group: PaletteGroup;
  label: string;
  detail?: string | null;
  severity?: Severity;
  /** Other words that it is found by. */
  words?: string;
  href?: string;
  /** True keeps the palette open. */
  run?: () => boolean | undefined;
}

export const keyOf = ({ group, id }: PaletteItem): string => `${group} ${id}`;

/** 0 is the same, 1 begins so, 2 has a word that begins so, 3 has every word somewhere; -1 does not fit. */
export function rankOf({ label, words = "" }: Pick<PaletteItem, "label" | "words">, text: string): number {
  const wanted = text.trim().toLowerCase();
  const name = label.toLowerCase();
  if (wanted === "") return 3;
  if (name === wanted) return 0;
  if (name.startsWith(wanted)) return 1;
  if (name.split(/\s+/).some((word) => word.startsWith(wanted))) return 2;
  const all = `${name} ${words.toLowerCase()}`;
  return wanted.split(/\s+/).every((word) => all.includes(word)) ? 3 : -1;
}

/** Those that fit, the best first, in their own order where two fit alike. */
export function matching(items: readonly PaletteItem[], text: string): PaletteItem[] {
  const ranked = items.map((item) => ({ item, rank: rankOf(item, text) })).filter(({ rank }) => rank >= 0);
  return ranked.sort((a, b) => a.rank - b.rank).map(({ item }) => item);
}
