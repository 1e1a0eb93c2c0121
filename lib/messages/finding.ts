import { finding as en } from "./en/finding.ts";
import { inLanguage } from "./language.ts";

export const finding = inLanguage({ en });
