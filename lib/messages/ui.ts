import { ui as de } from "./de/ui.ts";
import { ui as en } from "./en/ui.ts";
import { inLanguage } from "./language.ts";

export const ui = inLanguage({ en, de });
