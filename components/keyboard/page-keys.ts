"use client";

import { useEffect, useRef } from "react";
import { ownPreferences } from "../frame/preferences.ts";

/** What a key does, for the help. */
export interface KeyText {
  /** Any of these, as `KeyboardEvent.key` names them. */
  keys: readonly string[];
  does: string;
}

/** What the keys of a page do; false where a key does nothing now, and the browser's own meaning holds. */
export type PageKeys = Record<string, (event: KeyboardEvent) => boolean | undefined>;

/** Loaded with the help, so that no page waits for words that are seldom read. */
export type DescribeKeys = () => Promise<readonly KeyText[]>;

const described = new Set<DescribeKeys>();

/** Opens the help with the keys of everything that stands on the page. */
export async function openKeyHelp(): Promise<void> {
  const [{ showKeyHelp }, texts] = await Promise.all([
    import("./key-help.tsx"),
    Promise.all([...described].map((describe) => describe())),
  ]);
  showKeyHelp(texts.flat());
}

/** In a field, letters are text; an open dialog has the keyboard to itself. */
function isElsewhere({ target }: KeyboardEvent): boolean {
  if (document.querySelector('[aria-modal="true"], [popover=auto]:popover-open')) return true;
  return (
    target instanceof HTMLElement &&
    (target.isContentEditable || target.closest("textarea, select, input:not([type=checkbox], [type=radio])") !== null)
  );
}

/** Keys that work anywhere on the page but in fields and dialogs; `?` shows what they do. */
export function usePageKeys(keys: PageKeys, describe: DescribeKeys): void {
  const current = useRef(keys);
  current.current = keys;
  useEffect(() => {
    described.add(describe);
    const listen = (event: KeyboardEvent) => {
      const { key } = event;
      const run = current.current[key] ?? (key === "?" ? () => void openKeyHelp() : undefined);
      if (!run || event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || isElsewhere(event))
        return;
      if (key.length === 1 && !ownPreferences().keyboardShortcuts) return;
      if (run(event) !== false) event.preventDefault();
    };
    addEventListener("keydown", listen);
    return () => {
      described.delete(describe);
      removeEventListener("keydown", listen);
    };
  }, [describe]);
}
