import { welcome as de } from "./de/welcome.ts";
import { welcome as en } from "./en/welcome.ts";
import { inLanguage } from "./language.ts";

export const welcome = inLanguage({ en, de });
