import { checks as de } from "./de/checks.ts";
import { checks as en } from "./en/checks.ts";
import { inLanguage } from "./language.ts";

export const checks = inLanguage({ en, de });
