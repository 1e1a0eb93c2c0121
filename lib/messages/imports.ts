import { imports as de } from "./de/imports.ts";
import { imports as en } from "./en/imports.ts";
import { inLanguage } from "./language.ts";

export const imports = inLanguage({ en, de });
