import { type DiffLine, diffLines } from "../../lib/remediation/diff-lines.ts";

/** From so many pairs of lines on, the middle is said as removed and added whole. */
const mostPairs = 1_000_000;
/** Lines that are the same, beside each change. */
const shownBeside = 3;

const linesOf = (text: string) => (text === "" ? [] : text.replace(/\n$/, "").split("\n"));

/** Two texts line by line; what is the same far from any change is left out, and said as a count. */
export function textDifference(before: string, after: string): DiffLine[] {
  const [a, b] = [linesOf(before), linesOf(after)];
  let head = 0;
  while (head < a.length && head < b.length && a[head] === b[head]) head += 1;
  let tail = 0;
  while (tail < a.length - head && tail < b.length - head && a.at(-1 - tail) === b.at(-1 - tail)) tail += 1;
  const [left, right] = [a.slice(head, a.length - tail), b.slice(head, b.length - tail)];
  const middle =
    left.length * right.length > mostPairs
      ? [...left.map(line("removed")), ...right.map(line("added"))]
      : diffLines(left, right);
  const all = [...a.slice(0, head).map(line("same")), ...middle, ...a.slice(a.length - tail).map(line("same"))];
  return nearChanges(all);
}

const line =
  (kind: DiffLine["kind"]) =>
  (text: string): DiffLine => ({ kind, text });

function nearChanges(lines: readonly DiffLine[]): DiffLine[] {
  const near = new Set<number>();
  for (const [index, { kind }] of lines.entries()) {
    if (kind === "same") continue;
    for (let at = index - shownBeside; at <= index + shownBeside; at++) near.add(at);
  }
  const shown: DiffLine[] = [];
  for (const [index, one] of lines.entries()) {
    if (near.has(index)) shown.push(one);
    else if (near.has(index + 1) || (near.has(index - 1) && index < lines.length - 1)) shown.push(line("same")("⋯"));
  }
  return shown.filter(({ text }, index) => text !== "⋯" || shown[index - 1]?.text !== "⋯");
}
