import type { MatrixState } from "../../lib/domain/views/matrix-view.ts";

/** "none": nobody looked from there. */
export type SquareState = MatrixState | "none";

/** Squares of one cell, those that are drawn alike in one path. */
export interface Squares {
  width: number;
  height: number;
  filled: string;
  outlined: string;
  dashed: string;
  dots: string;
}

const inset = 1.2;

const box = (x: number, y: number, size: number, by: number) => {
  const side = size - 2 * by;
  return `M${x + by} ${y + by}h${side}v${side}h${-side}z`;
};

/** Three lines from bottom to top. */
function hatch(x: number, y: number, size: number): string {
  const [near, far, middle] = [inset, size - inset, size / 2];
  const line = (x1: number, y1: number, x2: number, y2: number) => `M${x + x1} ${y + y1}L${x + x2} ${y + y2}`;
  return `${line(near, middle, middle, near)}${line(near, far, far, near)}${line(middle, far, far, middle)}`;
}

/** Up to three in a line, more in two lines. */
function draw(states: readonly SquareState[]): Squares {
  const rows = states.length <= 3 ? 1 : 2;
  const columns = Math.max(1, Math.ceil(states.length / rows));
  const size = rows === 1 ? 14 : 11;
  const step = size + 2;
  const paths = { filled: "", outlined: "", dashed: "", dots: "" };
  states.forEach((state, index) => {
    const [x, y] = [(index % columns) * step, Math.floor(index / columns) * step];
    if (state === "open") paths.filled += box(x, y, size, inset / 2);
    else if (state === "unknown") paths.dashed += box(x, y, size, inset);
    else if (state === "none") paths.dots += box(x, y, size, size / 2 - 1);
    else paths.outlined += box(x, y, size, inset) + (state === "filtered" ? hatch(x, y, size) : "");
  });
  return { width: columns * step - 2, height: rows * step - 2, ...paths };
}

const drawn = new Map<string, Squares>();

/** Most cells are like others: each kind of them is worked out once. */
export function squaresOf(states: readonly SquareState[]): Squares {
  const key = states.join(" ");
  const known = drawn.get(key) ?? draw(states);
  drawn.set(key, known);
  return known;
}
