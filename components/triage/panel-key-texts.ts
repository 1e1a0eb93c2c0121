import * as t from "../../lib/messages/index.ts";
import type { KeyText } from "../keyboard/page-keys.ts";

/** Keys of the page of one finding, for the help. */
export function panelKeyTexts(): KeyText[] {
  const words = t.triage.keys;
  return [
    { keys: ["e"], does: words.acknowledge },
    { keys: ["a"], does: words.act },
    { keys: ["c"], does: words.comment },
  ];
}
