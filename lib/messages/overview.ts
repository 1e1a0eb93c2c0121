import { overview as de } from "./de/overview.ts";
import { overview as en } from "./en/overview.ts";
import { inLanguage } from "./language.ts";

export const overview = inLanguage({ en, de });
