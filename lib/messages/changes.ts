import { changes as de } from "./de/changes.ts";
import { changes as en } from "./en/changes.ts";
import { inLanguage } from "./language.ts";

export const changes = inLanguage({ en, de });
