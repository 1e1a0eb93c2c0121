import { hoverCard as de } from "./de/hover-card.ts";
import { hoverCard as en } from "./en/hover-card.ts";
import { inLanguage } from "./language.ts";

export const hoverCard = inLanguage({ en, de });
