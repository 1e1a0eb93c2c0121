import { frame as de } from "./de/frame.ts";
import { frame as en } from "./en/frame.ts";
import { inLanguage } from "./language.ts";

export const frame = inLanguage({ en, de });
