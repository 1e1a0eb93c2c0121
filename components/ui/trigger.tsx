"use client";

import { type ReactNode, type RefObject, useEffect } from "react";

interface Props {
  /** Filled with the element around the trigger. */
  around: RefObject<HTMLSpanElement | null>;
  /** Tells assistive technology what opens. */
  opens: "dialog" | "menu";
  expanded: boolean;
  /** Called with the button after every render, since a button may be drawn anew. */
  tie: (button: HTMLButtonElement) => (() => void) | undefined;
  children: ReactNode;
}

/** Ties a button that somebody else draws, on the server too, to what it opens. */
export function Trigger({ around, opens, expanded, tie, children }: Props) {
  useEffect(() => {
    const button = around.current?.querySelector("button");
    if (!button) return;
    button.setAttribute("aria-haspopup", opens);
    button.setAttribute("aria-expanded", String(expanded));
    return tie(button);
  });
  return (
    <span ref={around} className="contents">
      {children}
    </span>
  );
}
