import { baselines as de } from "./de/baselines.ts";
import { baselines as en } from "./en/baselines.ts";
import { inLanguage } from "./language.ts";

export const baselines = inLanguage({ en, de });
