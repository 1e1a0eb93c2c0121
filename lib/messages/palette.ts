import { palette as de } from "./de/palette.ts";
import { palette as en } from "./en/palette.ts";
import { inLanguage } from "./language.ts";

export const palette = inLanguage({ en, de });
