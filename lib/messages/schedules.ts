import { schedules as de } from "./de/schedules.ts";
import { schedules as en } from "./en/schedules.ts";
import { inLanguage } from "./language.ts";

export const schedules = inLanguage({ en, de });
