"use client";

import { type ReactNode, useRef } from "react";
import { usePageKeys } from "./keyboard/page-keys.ts";

const describe = async () => (await import("./keyboard/row-key-texts.ts")).rowKeyTexts();

/** `j` and `k` move the focus through the row links inside, from anywhere on the page but a field. */
export function RowKeys({ children }: { children: ReactNode }) {
  const box = useRef<HTMLDivElement>(null);
  const move = (step: number) => () => {
    const links = [...(box.current?.querySelectorAll<HTMLElement>("[data-row-link]") ?? [])];
    const current = links.indexOf(document.activeElement as HTMLElement);
    links[Math.min(links.length - 1, Math.max(0, current + step))]?.focus();
    return undefined;
  };
  usePageKeys({ j: move(1), k: move(-1) }, describe);
  return <div ref={box}>{children}</div>;
}
