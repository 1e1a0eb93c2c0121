import { finding as de } from "./de/finding.ts";
import { finding as en } from "./en/finding.ts";
import { inLanguage } from "./language.ts";

export const finding = inLanguage({ en, de });
