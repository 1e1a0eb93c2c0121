"use client";

import { useId, useLayoutEffect, useRef } from "react";
import { createPortal } from "react-dom";
import { keepPlaced } from "./place.ts";
import type { Shown } from "./tooltip-store.ts";

/** Draws the tooltip that shows, and ties it to what it is about. */
export default function TooltipCard({ anchor, content, side }: Shown) {
  const id = useId();
  const card = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    const floating = card.current;
    if (!floating) return;
    // The top layer: in front of dialogs and popovers.
    floating.showPopover();
    anchor.setAttribute("aria-describedby", id);
    const end = keepPlaced(floating, anchor, { side, align: "center", gap: 6 });
    return () => {
      end();
      anchor.removeAttribute("aria-describedby");
    };
  }, [anchor, side, id]);
  return createPortal(
    <div
      ref={card}
      id={id}
      role="tooltip"
      popover="manual"
      className="fixed m-0 w-max max-w-80 rounded-md border border-line-strong bg-page px-2.5 py-1.5 text-xs leading-[18px] text-ink shadow-float"
    >
      {content}
    </div>,
    anchor.closest("[role=dialog]") ?? document.body,
  );
}
