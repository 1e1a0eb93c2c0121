import { compare as de } from "./de/compare.ts";
import { compare as en } from "./en/compare.ts";
import { inLanguage } from "./language.ts";

export const compare = inLanguage({ en, de });
