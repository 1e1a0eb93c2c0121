import { baselineEditor as de } from "./de/baseline-editor.ts";
import { baselineEditor as en } from "./en/baseline-editor.ts";
import { inLanguage } from "./language.ts";

export const baselineEditor = inLanguage({ en, de });
