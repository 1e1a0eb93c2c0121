import * as t from "../../lib/messages/index.ts";
import type { KeyText } from "../keyboard/page-keys.ts";

/** The key that takes the last act back, for the help. */
export function hostKeyTexts(): KeyText[] {
  return [{ keys: ["u"], does: t.triage.keys.undo }];
}
