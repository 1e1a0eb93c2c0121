import { exporting as de } from "./de/exports.ts";
import { exporting as en } from "./en/exports.ts";
import { inLanguage } from "./language.ts";

export const exporting = inLanguage({ en, de });
