/** What is filled in stands as {} in a sentence. */
const place = "{}";

/** A sentence cut at its places: of "Scan {} is gone." it is ["Scan ", " is gone."]. */
export type Pieces = readonly [first: string, ...rest: string[]];

export function piecesOf(sentence: string): Pieces {
  const [first = "", ...rest] = sentence.split(place);
  return [first, ...rest];
}

/**
 * What stands at the places of a text that a sentence made; null where the sentence did not make it. Each place ends where
 * the words after it stand first, so that a text of any length is gone through once.
 */
export function filledIn(text: string, [first, ...rest]: Pieces): string[] | null {
  if (!text.startsWith(first)) return null;
  const last = rest.pop();
  if (last === undefined) return text.length === first.length ? [] : null;
  const values: string[] = [];
  let at = first.length;
  for (const piece of rest) {
    const found = text.indexOf(piece, at);
    if (found < 0) return null;
    values.push(text.slice(at, found));
    at = found + piece.length;
  }
  const end = text.length - last.length;
  if (end < at || !text.endsWith(last)) return null;
  return [...values, text.slice(at, end)];
}

/** {} is the next value, {1} the second, {1!} the second in the reader's words, where it is made of ours itself. */
const twinPlace = /\{(\d*)(!?)\}/g;

/** Which values a translation uses: their places in the English sentence, counted from 0. */
export function usedValues(twin: string): number[] {
  return [...twin.matchAll(twinPlace)].map(([, number], index) => (number ? Number(number) : index));
}

export function fillIn(twin: string, values: readonly string[], translate: (part: string) => string): string {
  let next = 0;
  return twin.replaceAll(twinPlace, (_place, number: string, own: string) => {
    const value = values[number ? Number(number) : next] ?? "";
    next += 1;
    return own ? translate(value) : value;
  });
}
