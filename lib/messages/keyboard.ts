import { keyboard as de } from "./de/keyboard.ts";
import { keyboard as en } from "./en/keyboard.ts";
import { inLanguage } from "./language.ts";

export const keyboard = inLanguage({ en, de });
