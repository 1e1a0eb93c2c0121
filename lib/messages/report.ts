import { report as de } from "./de/report.ts";
import { report as en } from "./en/report.ts";
import { inLanguage } from "./language.ts";

export const report = inLanguage({ en, de });
