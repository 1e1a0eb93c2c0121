"use client";

import { type ReactNode, useLayoutEffect, useState } from "react";
import { createPortal } from "react-dom";
import { listToolsId } from "./list-tools-place.ts";

/**
 * What is done with the list stands on the line that says how it is grouped, which outlives it: another filter is
 * another list, and the focus stays on the link that asked for it.
 */
export function ListTools({ children }: { children: ReactNode }) {
  const [place, setPlace] = useState<HTMLElement | null>(null);
  useLayoutEffect(() => setPlace(document.getElementById(listToolsId)), []);
  return place ? createPortal(children, place) : null;
}
