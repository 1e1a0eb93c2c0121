import { nodes as de } from "./de/nodes.ts";
import { nodes as en } from "./en/nodes.ts";
import { inLanguage } from "./language.ts";

export const nodes = inLanguage({ en, de });
