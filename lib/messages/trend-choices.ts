import { trendChoices as de } from "./de/trend-choices.ts";
import { trendChoices as en } from "./en/trend-choices.ts";
import { inLanguage } from "./language.ts";

export const trendChoices = inLanguage({ en, de });
