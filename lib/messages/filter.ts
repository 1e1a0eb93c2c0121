import { filter as de } from "./de/filter.ts";
import { filter as en } from "./en/filter.ts";
import { inLanguage } from "./language.ts";

export const filter = inLanguage({ en, de });
