import { words as de } from "./de/words.ts";
import { words as en } from "./en/words.ts";
import { inLanguage } from "./language.ts";

export const words = inLanguage({ en, de });
