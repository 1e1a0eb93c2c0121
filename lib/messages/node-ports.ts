import { nodePorts as de } from "./de/node-ports.ts";
import { nodePorts as en } from "./en/node-ports.ts";
import { inLanguage } from "./language.ts";

export const nodePorts = inLanguage({ en, de });
