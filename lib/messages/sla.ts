import { sla as de } from "./de/sla.ts";
import { sla as en } from "./en/sla.ts";
import { inLanguage } from "./language.ts";

export const sla = inLanguage({ en, de });
