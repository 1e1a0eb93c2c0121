/** Edits that make one word of another: a letter more, less, other, or two swapped. */
function distance(a: string, b: string): number {
  let before: number[] = [];
  let row = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const other = a[i - 1] === b[j - 1] ? 0 : 1;
      const least = Math.min((row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1, (row[j - 1] ?? 0) + other);
      const swapped = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
      next.push(swapped ? Math.min(least, (before[j - 2] ?? 0) + 1) : least);
    }
    before = row;
    row = next;
  }
  return row[b.length] ?? 0;
}

/** The known word that a misspelt one most likely was meant to be; undefined where none is near. */
export function nearestWord(word: string, known: readonly string[]): string | undefined {
  const asked = word.toLowerCase();
  const ranked = known
    .map((candidate) => ({ candidate, edits: distance(asked, candidate.toLowerCase()) }))
    .sort((a, b) => a.edits - b.edits);
  const best = ranked[0];
  if (best && best.edits <= Math.max(1, Math.floor(best.candidate.length / 3))) return best.candidate;
  return asked.length > 2 ? known.find((candidate) => candidate.toLowerCase().startsWith(asked)) : undefined;
}
