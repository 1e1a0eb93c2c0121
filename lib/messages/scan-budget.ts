import { scanBudget as de } from "./de/scan-budget.ts";
import { scanBudget as en } from "./en/scan-budget.ts";
import { inLanguage } from "./language.ts";

export const scanBudget = inLanguage({ en, de });
