import * as t from "../../lib/messages/index.ts";
import type { KeyText } from "./page-keys.ts";

/** Keys of every table whose rows open something. */
export const rowKeyTexts = (): KeyText[] => [
  { keys: ["j"], does: t.findingDrawer.keys.next },
  { keys: ["k"], does: t.findingDrawer.keys.previous },
];
