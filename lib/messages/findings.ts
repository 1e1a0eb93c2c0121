import { findings as de } from "./de/findings.ts";
import { findings as en } from "./en/findings.ts";
import { inLanguage } from "./language.ts";

export const findings = inLanguage({ en, de });
