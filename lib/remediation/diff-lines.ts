export interface DiffLine {
  kind: "same" | "removed" | "added";
  text: string;
}

/** The shortest line diff of two short texts (longest common subsequence; quadratic, for tens of lines). */
export function diffLines(before: readonly string[], after: readonly string[]): DiffLine[] {
  const lengths = commonLengths(before, after);
  const lines: DiffLine[] = [];
  let left = 0;
  let right = 0;
  while (left < before.length || right < after.length) {
    const old = before[left];
    const fresh = after[right];
    if (old !== undefined && old === fresh) {
      lines.push({ kind: "same", text: old });
      left += 1;
      right += 1;
    } else if (
      old !== undefined &&
      (fresh === undefined || at(lengths, left + 1, right) >= at(lengths, left, right + 1))
    ) {
      lines.push({ kind: "removed", text: old });
      left += 1;
    } else if (fresh !== undefined) {
      lines.push({ kind: "added", text: fresh });
      right += 1;
    }
  }
  return lines;
}

const at = (lengths: readonly number[][], row: number, column: number) => lengths[row]?.[column] ?? 0;

/** lengths[i][j]: of the longest common subsequence of what follows i and j. */
function commonLengths(before: readonly string[], after: readonly string[]): number[][] {
  const lengths = Array.from({ length: before.length + 1 }, () => new Array<number>(after.length + 1).fill(0));
  for (let row = before.length - 1; row >= 0; row -= 1) {
    for (let column = after.length - 1; column >= 0; column -= 1) {
      const line = lengths[row];
      if (!line) continue;
      line[column] =
        before[row] === after[column]
          ? at(lengths, row + 1, column + 1) + 1
          : Math.max(at(lengths, row + 1, column), at(lengths, row, column + 1));
    }
  }
  return lengths;
}
