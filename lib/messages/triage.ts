import { triage as de } from "./de/triage.ts";
import { triage as en } from "./en/triage.ts";
import { inLanguage } from "./language.ts";

export const triage = inLanguage({ en, de });
