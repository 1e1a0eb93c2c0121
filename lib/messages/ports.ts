import { ports as de } from "./de/ports.ts";
import { ports as en } from "./en/ports.ts";
import { inLanguage } from "./language.ts";

export const ports = inLanguage({ en, de });
