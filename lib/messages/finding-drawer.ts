import { findingDrawer as de } from "./de/finding-drawer.ts";
import { findingDrawer as en } from "./en/finding-drawer.ts";
import { inLanguage } from "./language.ts";

export const findingDrawer = inLanguage({ en, de });
