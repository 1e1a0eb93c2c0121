import { matrix as de } from "./de/matrix.ts";
import { matrix as en } from "./en/matrix.ts";
import { inLanguage } from "./language.ts";

export const matrix = inLanguage({ en, de });
