import { findingsList as de } from "./de/findings-list.ts";
import { findingsList as en } from "./en/findings-list.ts";
import { inLanguage } from "./language.ts";

export const findingsList = inLanguage({ en, de });
