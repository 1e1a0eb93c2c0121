"use client";

import { lazy, Suspense, useEffect, useState } from "react";

/** What asks for a card: a term of the glossary or a port number; `touch` where a finger asked. */
export interface CardAnchor {
  element: HTMLElement;
  touch: boolean;
}

const Card = lazy(() => import("./glossary-card.tsx").then(({ GlossaryCard }) => ({ default: GlossaryCard })));

const asking = "[data-term], [data-port]";
const cardMark = "[data-glossary-card]";
const showAfterMs = 250;
const hideAfterMs = 150;

const closest = (target: EventTarget | null, selector: string): HTMLElement | null =>
  target instanceof Element ? target.closest<HTMLElement>(selector) : null;

/** Listens once for all terms and port numbers of the page; the card itself is loaded when it is first asked for. */
function listen(show: (anchor: CardAnchor | null) => void): () => void {
  const ended = new AbortController();
  const options = { signal: ended.signal };
  let timer: ReturnType<typeof setTimeout> | undefined;
  let shown: HTMLElement | null = null;
  let finger = false;
  const set = (element: HTMLElement | null, touch = false) => {
    clearTimeout(timer);
    shown = element;
    show(element && { element, touch });
  };
  const soon = (element: HTMLElement | null, ms: number) => {
    clearTimeout(timer);
    if (element !== shown) timer = setTimeout(() => set(element), ms);
  };
  const over = (event: PointerEvent) => {
    if (event.pointerType === "touch") return;
    if (closest(event.target, cardMark)) clearTimeout(timer);
    else {
      const element = closest(event.target, asking);
      soon(element, element ? showAfterMs : hideAfterMs);
    }
  };
  const down = (event: PointerEvent) => {
    finger = event.pointerType === "touch";
    if (shown && !closest(event.target, cardMark) && closest(event.target, asking) !== shown) set(null);
  };
  /** The first tap explains, as there is no pointing with a finger; the card has the way on. */
  const click = (event: MouseEvent) => {
    const element = closest(event.target, "a[data-term], a[data-port]");
    if (element && finger && element !== shown) {
      event.preventDefault();
      event.stopPropagation();
      set(element, true);
    } else if (closest(event.target, "a")) set(null);
  };
  const focus = (event: FocusEvent) => {
    const element = closest(event.target, asking);
    if (element?.matches(":focus-visible") && !finger) set(element);
  };
  document.addEventListener("pointerover", over, options);
  document.addEventListener("pointerdown", down, options);
  document.addEventListener("click", click, { ...options, capture: true });
  document.addEventListener("focusin", focus, options);
  document.addEventListener("focusout", () => !finger && soon(null, 0), options);
  document.addEventListener("keydown", ({ key }) => key === "Escape" && shown && set(null), options);
  document.addEventListener("scroll", () => shown && set(null), { ...options, capture: true, passive: true });
  return () => {
    clearTimeout(timer);
    ended.abort();
  };
}

/** What a term or a port number means, one hover, focus or tap away. Stands once in every page. */
export function GlossaryCards() {
  const [anchor, setAnchor] = useState<CardAnchor | null>(null);
  useEffect(() => listen(setAnchor), []);
  return anchor ? (
    <Suspense fallback={null}>
      <Card anchor={anchor} />
    </Suspense>
  ) : null;
}
