import { retention as de } from "./de/retention.ts";
import { retention as en } from "./en/retention.ts";
import { inLanguage } from "./language.ts";

export const retention = inLanguage({ en, de });
