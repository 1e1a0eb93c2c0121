/** Edits that turn one word into another: insertions, deletions, replacements and swapped neighbours. */
function distance(a: string, b: string): number {
  let before: number[] = [];
  let row = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1] ? 0 : 1;
      const swapped = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
      next[j] = Math.min(
        (row[j] ?? 0) + 1,
        (next[j - 1] ?? 0) + 1,
        (row[j - 1] ?? 0) + same,
        swapped ? (before[j - 2] ?? 0) + 1 : Number.POSITIVE_INFINITY,
      );
    }
    before = row;
    row = next;
  }
  return row[b.length] ?? 0;
}

/** The word that somebody meant; null where none is near. */
export function nearestWord(word: string, words: readonly string[]): string | null {
  const lower = word.slice(0, 60).toLowerCase();
  const ranked = words
    .map((candidate) => ({ candidate, edits: distance(lower, candidate.toLowerCase()) }))
    .sort((a, b) => a.edits - b.edits);
  const [best] = ranked;
  return best && best.edits <= Math.max(1, Math.floor(best.candidate.length / 3)) ? best.candidate : null;
}

/** ", did you mean role?", or what is possible. */
export function meant(word: string, words: readonly string[]): string {
  const near = nearestWord(word, words);
  return near ? `did you mean ${near}?` : `possible: ${words.join(", ")}.`;
}
