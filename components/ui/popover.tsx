"use client";

import { type ComponentProps, type ReactNode, type ToggleEvent, useCallback, useRef, useState } from "react";
import { cn } from "./class-names.ts";
import { keepPlaced } from "./place.ts";
import { Trigger } from "./trigger.tsx";

interface Props {
  trigger: ReactNode;
  label: string;
  children: ReactNode;
  align?: "start" | "center" | "end";
  className?: string;
  role?: "dialog" | "menu";
  onKeyDown?: ComponentProps<"div">["onKeyDown"];
  /** What takes focus when it opens; the panel itself where nothing is given. */
  focusOn?: (panel: HTMLElement) => HTMLElement | null | undefined;
}

/** Spread, because which role it has is not known where it is drawn. */
const panelProps = (role: "dialog" | "menu", label: string, onKeyDown: Props["onKeyDown"]) => ({
  ...{ role, "aria-label": label, tabIndex: -1 },
  ...(onKeyDown ? { onKeyDown } : {}),
});

/**
 * More about a thing, on click; the trigger must be a button. The browser's own popover: Escape and a click elsewhere
 * close it, and focus goes back to the button.
 */
export function Popover({ trigger, label, children, align = "end", className, role = "dialog", ...rest }: Props) {
  const { onKeyDown, focusOn } = rest;
  const around = useRef<HTMLSpanElement>(null);
  const panel = useRef<HTMLDivElement>(null);
  const end = useRef<(() => void) | null>(null);
  const [open, setOpen] = useState(false);

  const tie = useCallback((button: HTMLButtonElement) => {
    button.popoverTargetElement = panel.current;
    return undefined;
  }, []);

  /** The frame after it was asked for: its content is drawn, and nobody has seen it in another place. */
  const show = () => {
    const anchor = around.current?.firstElementChild;
    const floating = panel.current;
    if (!anchor || !floating?.matches(":popover-open")) return;
    end.current = keepPlaced(floating, anchor, { side: "bottom", align, gap: 6 });
    (focusOn?.(floating) ?? floating).focus({ preventScroll: true });
  };

  /** Drawn before it opens, and until it has closed: the browser gives back the focus that stands in it. */
  const opening = (event: ToggleEvent<HTMLDivElement>) => {
    if (event.target !== panel.current || event.newState !== "open") return;
    setOpen(true);
    requestAnimationFrame(show);
  };
  const closed = (event: ToggleEvent<HTMLDivElement>) => {
    if (event.target !== panel.current || event.newState === "open") return;
    end.current?.();
    end.current = null;
    setOpen(false);
  };

  return (
    <>
      <Trigger around={around} opens={role} expanded={open} tie={tie}>
        {trigger}
      </Trigger>
      <div
        ref={panel}
        {...panelProps(role, label, onKeyDown)}
        popover="auto"
        onBeforeToggle={opening}
        onToggle={closed}
        className={cn(
          "fixed m-0 w-80 rounded-md border border-line-strong bg-page p-4 text-start text-sm font-normal whitespace-normal text-ink shadow-float outline-none",
          className,
        )}
      >
        {open ? children : null}
      </div>
    </>
  );
}
