import { ui as en } from "./en/ui.ts";
import { inLanguage } from "./language.ts";

export const ui = inLanguage({ en });
