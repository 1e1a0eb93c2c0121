import type { ReactNode } from "react";

/** The one tooltip that shows. */
export interface Shown {
  anchor: Element;
  content: ReactNode;
  side: "top" | "bottom" | "start" | "end";
}

export type Words = Pick<Shown, "content" | "side">;

const words = new WeakMap<Element, () => Words>();
const listeners = new Set<() => void>();
let shown: Shown | null = null;

export const tooltipOf = (element: Element): Words | undefined => words.get(element)?.();

/** Says what an element's tooltip is; it is asked when it shows. */
export function giveTooltip(element: Element, content: () => Words): () => void {
  words.set(element, content);
  return () => {
    words.delete(element);
    if (shown && element.contains(shown.anchor)) showTooltip(null);
  };
}

export function showTooltip(next: Shown | null): void {
  if (shown === next) return;
  shown = next;
  for (const listener of listeners) listener();
}

export const shownTooltip = (): Shown | null => shown;

export function onTooltip(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
