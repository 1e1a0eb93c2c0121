import type { Picture } from "./visual-image.ts";

/** What of two pictures differs beyond the rasterising of glyphs. */
export interface Difference {
  /** Tiles that differ, in pixels of the reduced picture, worst first; none where the pictures are the same. */
  tiles: { x: number; y: number; pixels: number }[];
  /** The first picture in grey, with what differs in red. */
  picture: Picture;
}

/** Each pixel is compared by the mean of itself and its neighbours: a glyph that moved by a part of a pixel is none. */
const blurRadius = 1;
/** Levels of 255 in any channel; text that is smoothed otherwise stays well under it. */
export const levels = 20;
/** Side of a tile in pixels of the reduced picture; tiles overlap by half, so that no place is at an edge of all. */
const tileSide = 8;
/** So many pixels of a tile must differ: a square of 8 CSS pixels. */
export const leastPixels = 4;

/** The sum along one axis of each value and its neighbours; at the ends the last value counts again. */
function summed(from: Float32Array, length: number, apart: number, starts: readonly number[]): Float32Array {
  const out = new Float32Array(from.length);
  for (const start of starts) {
    for (let at = 0; at < length; at++) {
      let sum = 0;
      for (let by = -blurRadius; by <= blurRadius; by++)
        sum += from[start + Math.min(length - 1, Math.max(0, at + by)) * apart] ?? 0;
      out[start + at * apart] = sum;
    }
  }
  return out;
}

function blurred({ width, height, data }: Picture): Float32Array {
  const line = width * 3;
  const rows = Array.from({ length: height * 3 }, (_, at) => Math.floor(at / 3) * line + (at % 3));
  const columns = Array.from({ length: line }, (_, at) => at);
  const area = (2 * blurRadius + 1) ** 2;
  return summed(summed(data, width, 3, rows), height, line, columns).map((sum) => sum / area);
}

function differingPixels(a: Picture, b: Picture, least: number): Uint8Array {
  const [one, other] = [blurred(a), blurred(b)];
  const differs = new Uint8Array(a.width * a.height);
  for (let at = 0; at < one.length; at++)
    if (Math.abs((one[at] ?? 0) - (other[at] ?? 0)) > least) differs[Math.floor(at / 3)] = 1;
  return differs;
}

function marked({ width, height, data }: Picture, differs: Uint8Array): Picture {
  const out = new Float32Array(data.length);
  for (let at = 0; at < differs.length; at++) {
    const grey = 160 + 0.1 * ((data[at * 3] ?? 0) + (data[at * 3 + 1] ?? 0) + (data[at * 3 + 2] ?? 0));
    out.set(differs[at] ? [220, 0, 0] : [grey, grey, grey], at * 3);
  }
  return { width, height, data: out };
}

/** Compares what was seen with its baseline; a picture of another size differs wholly. */
export function difference(seen: Picture, baseline: Picture, least = levels): Difference {
  if (seen.width !== baseline.width || seen.height !== baseline.height)
    return { tiles: [{ x: 0, y: 0, pixels: seen.width * seen.height }], picture: seen };
  const { width, height } = seen;
  const differs = differingPixels(seen, baseline, least);
  const tiles: Difference["tiles"] = [];
  for (let y = 0; y < height; y += tileSide / 2) {
    for (let x = 0; x < width; x += tileSide / 2) {
      let pixels = 0;
      for (let j = y; j < Math.min(height, y + tileSide); j++)
        for (let i = x; i < Math.min(width, x + tileSide); i++) pixels += differs[j * width + i] ?? 0;
      if (pixels >= leastPixels) tiles.push({ x, y, pixels });
    }
  }
  return { tiles: tiles.sort((a, b) => b.pixels - a.pixels), picture: marked(seen, differs) };
}
