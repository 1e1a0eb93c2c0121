import { report as en } from "./en/report.ts";
import { inLanguage } from "./language.ts";

export const report = inLanguage({ en });
