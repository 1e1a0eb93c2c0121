"use client";

import { useCallback, useRef, useState } from "react";

export interface Chosen {
  ids: ReadonlySet<string>;
  /** Everything that the filter matches, loaded or not. */
  everything: boolean;
  /** Chooses one or takes it back; with `range` all from the last one to this. */
  toggle(id: string, range: boolean): void;
  set(ids: readonly string[], everything?: boolean): void;
}

const none: ReadonlySet<string> = new Set();

/** Which findings are chosen. `order` tells the rows as they stand, for ranges. */
export function useChosen(order: () => readonly string[]): Chosen {
  const [state, setState] = useState({ ids: none, everything: false });
  const last = useRef<string | null>(null);
  const toggle = useCallback(
    (id: string, range: boolean) => {
      const rows = order();
      const [from, to] = [rows.indexOf(last.current ?? id), rows.indexOf(id)];
      const span = range && from >= 0 ? rows.slice(Math.min(from, to), Math.max(from, to) + 1) : [id];
      last.current = id;
      setState(({ ids, everything }) => {
        // One taken out of everything leaves those that are loaded.
        const after = new Set(everything ? rows : ids);
        const on = range || !after.has(id);
        for (const one of span) {
          if (on) after.add(one);
          else after.delete(one);
        }
        return { ids: after, everything: false };
      });
    },
    [order],
  );
  const set = useCallback(
    (ids: readonly string[], everything = false) => setState({ ids: new Set(ids), everything }),
    [],
  );
  return { ...state, toggle, set };
}
