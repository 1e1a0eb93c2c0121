import { clusters as de } from "./de/clusters.ts";
import { clusters as en } from "./en/clusters.ts";
import { inLanguage } from "./language.ts";

export const clusters = inLanguage({ en, de });
