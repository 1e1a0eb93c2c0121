import { timeline as de } from "./de/timeline.ts";
import { timeline as en } from "./en/timeline.ts";
import { inLanguage } from "./language.ts";

export const timeline = inLanguage({ en, de });
