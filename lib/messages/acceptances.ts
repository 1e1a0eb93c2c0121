import { acceptances as de } from "./de/acceptances.ts";
import { acceptances as en } from "./en/acceptances.ts";
import { inLanguage } from "./language.ts";

export const acceptances = inLanguage({ en, de });
