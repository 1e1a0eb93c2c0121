import { schedules as en } from "./en/schedules.ts";
import { inLanguage } from "./language.ts";

export const schedules = inLanguage({ en });
