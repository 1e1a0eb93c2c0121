import { expectPort as de } from "./de/expect-port.ts";
import { expectPort as en } from "./en/expect-port.ts";
import { inLanguage } from "./language.ts";

export const expectPort = inLanguage({ en, de });
