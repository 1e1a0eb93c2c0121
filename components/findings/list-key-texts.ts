import * as t from "../../lib/messages/index.ts";
import type { KeyText } from "../keyboard/page-keys.ts";

/** Keys of the list of findings, for the help. */
export function listKeyTexts(): KeyText[] {
  const words = t.findingDrawer.keys;
  return [
    { keys: ["j"], does: words.next },
    { keys: ["k"], does: words.previous },
    { keys: ["o", "Enter"], does: words.open },
    { keys: ["x"], does: words.select },
    { keys: ["X"], does: words.range },
    { keys: ["e"], does: words.acknowledge },
    { keys: ["a"], does: words.act },
    { keys: ["["], does: words.before },
    { keys: ["]"], does: words.after },
    { keys: ["Escape"], does: words.close },
  ];
}
