"use client";

import { createContext, type ReactNode, useContext, useState } from "react";

type Cursor = [column: number | null, move: (column: number | null) => void];

const Shared = createContext<Cursor | null>(null);

/** One cursor through all charts inside that share it: they must have the same columns. */
export function SharedCursor({ children }: { children: ReactNode }) {
  const cursor = useState<number | null>(null);
  return <Shared.Provider value={cursor}>{children}</Shared.Provider>;
}

/** The column that a person points at; null while nobody does. */
export function useCursor(shared: boolean): Cursor {
  const own = useState<number | null>(null);
  const common = useContext(Shared);
  return shared && common ? common : own;
}
