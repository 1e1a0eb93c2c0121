import { triageDialog as de } from "./de/triage-dialog.ts";
import { triageDialog as en } from "./en/triage-dialog.ts";
import { inLanguage } from "./language.ts";

export const triageDialog = inLanguage({ en, de });
