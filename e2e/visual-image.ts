import { PNG } from "pngjs";

/** A picture of three channels, row by row. */
export interface Picture {
  width: number;
  height: number;
  /** 0 to 255, red green blue. */
  data: Float32Array;
}

/** Side of the square of CSS pixels that becomes one pixel of a baseline. */
export const shrink = 4;

/** A screenshot as the mean of each square, which forgets how a glyph was rasterised; what is left over at the end goes. */
export function reduced(png: Buffer, side = shrink): Picture {
  const source = PNG.sync.read(png);
  const [width, height] = [Math.floor(source.width / side), Math.floor(source.height / side)];
  const data = new Float32Array(width * height * 3);
  const bytes = source.data;
  for (let y = 0; y < height * side; y++) {
    for (let x = 0; x < width * side; x++) {
      const from = (y * source.width + x) * 4;
      const to = (Math.floor(y / side) * width + Math.floor(x / side)) * 3;
      data[to] = (data[to] ?? 0) + (bytes[from] ?? 0);
      data[to + 1] = (data[to + 1] ?? 0) + (bytes[from + 1] ?? 0);
      data[to + 2] = (data[to + 2] ?? 0) + (bytes[from + 2] ?? 0);
    }
  }
  return { width, height, data: data.map((sum) => sum / side ** 2) };
}

/** Colours are kept in steps of 8: a tenth of the size, and less than what counts as a difference. */
const step = 8;

export function readPicture(png: Buffer): Picture {
  return reduced(png, 1);
}

export function writePicture({ width, height, data }: Picture): Buffer {
  const png = new PNG({ width, height, colorType: 2 });
  for (let at = 0; at < width * height; at++) {
    for (let channel = 0; channel < 3; channel++) {
      const value = Math.round((data[at * 3 + channel] ?? 0) / step) * step;
      png.data[at * 4 + channel] = Math.min(255, value);
    }
    png.data[at * 4 + 3] = 255;
  }
  // Plain rows and deflate's own strategy: half the size of what pngjs chooses for pictures of few colours.
  return PNG.sync.write(png, { colorType: 2, deflateLevel: 9, deflateStrategy: 0, filterType: 0 });
}

/** Lays pictures beside and under each other, rows from the top; what a row leaves free is black. */
export function sheetOf(rows: readonly (readonly Picture[])[]): Picture {
  const width = Math.max(...rows.map((row) => row.reduce((sum, one) => sum + one.width, 0)));
  const height = rows.reduce((sum, row) => sum + Math.max(...row.map((one) => one.height)), 0);
  const data = new Float32Array(width * height * 3);
  let top = 0;
  for (const row of rows) {
    let start = 0;
    for (const one of row) {
      for (let y = 0; y < one.height; y++)
        data.set(one.data.subarray(y * one.width * 3, (y + 1) * one.width * 3), ((top + y) * width + start) * 3);
      start += one.width;
    }
    top += Math.max(...row.map((one) => one.height));
  }
  return { width, height, data };
}

export function cutOut(sheet: Picture, start: number, top: number, width: number, height: number): Picture {
  const data = new Float32Array(width * height * 3);
  for (let y = 0; y < height; y++) {
    const from = ((top + y) * sheet.width + start) * 3;
    data.set(sheet.data.subarray(from, from + width * 3), y * width * 3);
  }
  return { width, height, data };
}
