"use client";

import { type ReactNode, useEffect, useRef } from "react";
import { giveTooltip, type Words } from "./tooltip-store.ts";

/** Marks what has a tooltip, for the one pair of ears that all of them have (components/ui/tooltip-layer.tsx). */
export const tooltipMark = { "data-tooltip": "" } as const;

/** Words about a thing on hover and focus. The trigger must take focus by itself: a button, a link or `tabIndex`. */
export function Tooltip({
  content,
  children,
  side = "top",
}: {
  content: ReactNode;
  children: ReactNode;
  side?: Words["side"];
}) {
  const around = useRef<HTMLSpanElement>(null);
  const latest = useRef<Words>({ content, side });
  useEffect(() => {
    latest.current = { content, side };
  });
  useEffect(() => (around.current ? giveTooltip(around.current, () => latest.current) : undefined), []);
  return (
    <span ref={around} className="contents" {...tooltipMark}>
      {children}
    </span>
  );
}
