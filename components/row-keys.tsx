"use client";

import { type ReactNode, useEffect, useRef } from "react";

/** `j` and `k` move the focus through the row links inside, from anywhere on the page but a field. */
export function RowKeys({ children }: { children: ReactNode }) {
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const move = (event: KeyboardEvent) => {
      const step = { j: 1, k: -1 }[event.key];
      const typing =
        event.target instanceof HTMLElement && event.target.closest("input, textarea, select, [role=dialog]");
      if (step === undefined || typing || event.ctrlKey || event.metaKey || event.altKey) return;
      const links = [...(box.current?.querySelectorAll<HTMLElement>("[data-row-link]") ?? [])];
      const current = links.indexOf(document.activeElement as HTMLElement);
      links[Math.min(links.length - 1, Math.max(0, current + step))]?.focus();
    };
    addEventListener("keydown", move);
    return () => removeEventListener("keydown", move);
  }, []);
  return <div ref={box}>{children}</div>;
}
