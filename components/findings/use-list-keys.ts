"use client";

import type { TriageKind } from "../../lib/domain/triage.ts";
import { usePageKeys } from "../keyboard/page-keys.ts";
import type { ListEntry } from "./list-entry.ts";

interface Options {
  entries: readonly ListEntry[];
  active: number;
  goTo: (index: number) => void;
  onOpen: () => void;
  onToggle: (range: boolean) => void;
  onAct: (kind: TriageKind | null) => void;
  /** Null while no drawer is open. */
  onStep: ((by: number) => void) | null;
  onClose: (() => void) | null;
}

const describe = async () => (await import("./list-key-texts.ts")).listKeyTexts();

/** The row that has the focus, if any: a click or Tab may have moved it. */
function focusedIndex(): number | null {
  const index = document.activeElement?.closest("tr")?.dataset.index;
  return index === undefined ? null : Number(index);
}

/** What the keys of the list do; all of it also has a button, a link or a checkbox. */
export function useListKeys({ entries, active, goTo, onOpen, onToggle, onAct, onStep, onClose }: Options): void {
  const move = (by: number) => () => {
    const from = focusedIndex() ?? active;
    const to = Math.min(entries.length - 1, Math.max(0, from + by));
    if (entries.length > 0) goTo(to);
    return undefined;
  };
  const onRow = (run: () => void) => () => {
    if (active < 0) return false;
    run();
    return undefined;
  };
  const inDrawer = (by: number) => () => {
    if (!onStep) return false;
    onStep(by);
    return undefined;
  };
  usePageKeys(
    {
      j: move(1),
      k: move(-1),
      o: onRow(onOpen),
      x: onRow(() => onToggle(false)),
      X: onRow(() => onToggle(true)),
      a: () => {
        onAct(null);
        return undefined;
      },
      e: () => {
        onAct("acknowledge");
        return undefined;
      },
      "[": inDrawer(-1),
      "]": inDrawer(1),
      Escape: () => {
        if (!onClose) return false;
        onClose();
        return undefined;
      },
    },
    describe,
  );
}
