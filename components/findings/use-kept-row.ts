"use client";

import { useEffect, useRef } from "react";
import { nextRow } from "../triage/next-row.ts";
import type { ListEntry } from "./list-entry.ts";

/** Where the row that had the focus leaves the list, the next one has it: one goes on working without looking for one's place. */
export function useKeptRow(
  entries: readonly ListEntry[],
  active: number,
  goTo: (index: number) => void,
  setActive: (index: number) => void,
): void {
  const before = useRef(entries);
  useEffect(() => {
    const was = before.current;
    before.current = entries;
    if (was === entries || active < 0) return;
    const isLost = document.activeElement === null || document.activeElement === document.body;
    const next = nextRow(
      was.map(({ key }) => key),
      active,
      entries.map(({ key }) => key),
    );
    if (next < 0) return;
    if (isLost) goTo(next);
    // The row kept the focus and has moved: the keys mean it still.
    else if (next !== active) setActive(next);
  }, [entries, active, goTo, setActive]);
}
