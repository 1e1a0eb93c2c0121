import { time as de } from "./de/time.ts";
import { time as en } from "./en/time.ts";
import { inLanguage } from "./language.ts";

export const time = inLanguage({ en, de });
