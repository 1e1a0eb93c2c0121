import { glossary as de } from "./de/glossary.ts";
import { glossary as en } from "./en/glossary.ts";
import { inLanguage } from "./language.ts";

export const glossary = inLanguage({ en, de });
