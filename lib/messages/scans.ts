import { scans as de } from "./de/scans.ts";
import { scans as en } from "./en/scans.ts";
import { inLanguage } from "./language.ts";

export const scans = inLanguage({ en, de });
