import { overviewRoles as de } from "./de/overview-roles.ts";
import { overviewRoles as en } from "./en/overview-roles.ts";
import { inLanguage } from "./language.ts";

export const overviewRoles = inLanguage({ en, de });
