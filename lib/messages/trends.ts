import { trends as de } from "./de/trends.ts";
import { trends as en } from "./en/trends.ts";
import { inLanguage } from "./language.ts";

export const trends = inLanguage({ en, de });
