import { recheck as de } from "./de/recheck.ts";
import { recheck as en } from "./en/recheck.ts";
import { inLanguage } from "./language.ts";

export const recheck = inLanguage({ en, de });
