import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { cutOut, type Picture, readPicture, sheetOf, shrink, writePicture } from "./visual-image.ts";

export const themes = ["light", "dark"] as const;
export type PictureTheme = (typeof themes)[number];
export const widths = [1440, 1024, 390] as const;
export const windowHeight = 900;

const folder = join(import.meta.dirname, "screenshots");
export const updates = process.env.BREAKWATER_UPDATE_SCREENSHOTS === "1";
export const howToUpdate = "BREAKWATER_UPDATE_SCREENSHOTS=1 npm run e2e -- visual";

const small = (length: number) => Math.floor(length / shrink);

/** Six pictures of one state: themes from the top, widths beside each other. */
export type Pictures = Record<PictureTheme, Picture[]>;

export function writeBaseline(name: string, pictures: Pictures): void {
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, `${name}.png`), writePicture(sheetOf(themes.map((theme) => pictures[theme]))));
}

/** Null where there is none yet. */
export function readBaseline(name: string): Pictures | null {
  const file = join(folder, `${name}.png`);
  if (!existsSync(file)) return null;
  const sheet = readPicture(readFileSync(file));
  const row = (top: number) => {
    let start = 0;
    return widths.map((width) => {
      const one = cutOut(sheet, start, top, small(width), small(windowHeight));
      start += small(width);
      return one;
    });
  };
  return { light: row(0), dark: row(small(windowHeight)) };
}

/** Pictures that no state has any more. */
export function strayBaselines(names: readonly string[]): string[] {
  const files = existsSync(folder) ? readdirSync(folder) : [];
  return files.filter((file) => !names.includes(file.replace(/\.png$/, "")));
}

export function removeBaseline(file: string): void {
  rmSync(join(folder, file));
}
