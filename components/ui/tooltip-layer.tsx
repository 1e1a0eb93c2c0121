"use client";

import { lazy, Suspense, useEffect, useSyncExternalStore } from "react";
import { onTooltip, shownTooltip, showTooltip, tooltipOf } from "./tooltip-store.ts";

const TooltipCard = lazy(() => import("./tooltip-card.tsx"));

const delayMs = 250;
/** Within this after one has closed the next opens at once. */
const skipMs = 150;

/** Listens for the whole page: rows by the thousand cost nothing. Returns what ends it. */
function listen(): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let closedAt = -skipMs;

  const close = () => {
    clearTimeout(timer);
    if (shownTooltip()) closedAt = performance.now();
    showTooltip(null);
  };
  const point = (target: EventTarget | null, wait: number) => {
    const element = target instanceof Element ? target : null;
    if (element?.closest("[role=tooltip]")) return clearTimeout(timer);
    const around = element?.closest("[data-tooltip]");
    const words = around && tooltipOf(around);
    const anchor = around?.firstElementChild;
    if (anchor && shownTooltip()?.anchor === anchor) return clearTimeout(timer);
    clearTimeout(timer);
    if (words && anchor) {
      timer = setTimeout(() => showTooltip({ anchor, ...words }), performance.now() - closedAt < skipMs ? 0 : wait);
    } else if (shownTooltip()) timer = setTimeout(close, 100);
  };
  const over = (event: PointerEvent) => (event.pointerType === "touch" ? undefined : point(event.target, delayMs));
  const focus = ({ target }: FocusEvent) =>
    target instanceof Element && target.matches(":focus-visible") ? point(target, 0) : undefined;
  const key = (event: KeyboardEvent) => {
    if (event.key !== "Escape" || !shownTooltip()) return;
    // What shows in front closes first: the dialog behind stays.
    event.preventDefault();
    close();
  };

  const events = new AbortController();
  const { signal } = events;
  document.addEventListener("pointerover", over, { signal });
  document.addEventListener("pointerdown", close, { signal });
  document.addEventListener("focusin", focus, { signal });
  document.addEventListener("focusout", close, { signal });
  document.addEventListener("keydown", key, { signal, capture: true });
  return () => {
    close();
    events.abort();
  };
}

/** The one tooltip of the page; what draws it is loaded when the first shows. */
export function TooltipLayer() {
  useEffect(listen, []);
  const shown = useSyncExternalStore(onTooltip, shownTooltip, () => null);
  return shown ? (
    <Suspense fallback={null}>
      <TooltipCard {...shown} />
    </Suspense>
  ) : null;
}
