"use client";

import { type RefObject, useCallback, useEffect, useRef } from "react";

interface Options {
  body: RefObject<HTMLTableSectionElement | null>;
  openId: string | null;
  indexOf: (id: string) => number;
  setActive: (index: number) => void;
}

/** Moves the focus to a row, also to one that comes into the page only now; a drawer that closes gives it back to its row. */
export function useReturnedFocus({ body, openId, indexOf, setActive }: Options): (index: number) => void {
  const wanted = useRef(-1);
  const goTo = useCallback(
    (index: number) => {
      setActive(index);
      // A wish that is met is forgotten: kept, it would take the focus away from where somebody clicks next.
      wanted.current = focusRow(body.current, index) ? -1 : index;
    },
    [body, setActive],
  );
  useEffect(() => {
    if (wanted.current < 0 || !focusRow(body.current, wanted.current)) return;
    wanted.current = -1;
  });
  const before = useRef(openId);
  useEffect(() => {
    const last = before.current;
    if (last === openId) return;
    before.current = openId;
    const index = indexOf(openId ?? last ?? "");
    if (index < 0) return;
    if (openId) body.current?.querySelector(`[data-index="${index}"]`)?.scrollIntoView({ block: "nearest" });
    else if (last && (document.activeElement === document.body || document.activeElement === null)) goTo(index);
  }, [openId, indexOf, goTo, body]);
  return goTo;
}

function focusRow(body: HTMLTableSectionElement | null, index: number): boolean {
  const row = body?.querySelector(`[data-index="${index}"]`);
  const link = row?.querySelector<HTMLElement>("[data-row-link]");
  if (!row || !link) return false;
  link.focus({ preventScroll: true });
  row.scrollIntoView({ block: "nearest" });
  return true;
}
