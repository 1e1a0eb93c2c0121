"use client";

import { type ReactNode, useEffect, useId, useRef, useState } from "react";
import { Button, type ButtonStyle } from "../ui/button.tsx";
import { cn } from "../ui/class-names.ts";

interface Props extends ButtonStyle {
  /** What the button shows. */
  button: ReactNode;
  /** What it is called, where what it shows is not enough; also the name of what it opens. */
  label: string;
  /** Whether the button shows its name itself. */
  named?: boolean;
  align?: "start" | "end";
  className?: string;
  /** Read while it is open. */
  children: () => ReactNode;
}

/** A button that opens a panel under itself; Escape and a click elsewhere close it. */
export function Disclosure({ button, label, named, align = "start", className, children, ...style }: Props) {
  const [isOpen, setOpen] = useState(false);
  const id = useId();
  const whole = useRef<HTMLDivElement>(null);

  useEffect(() => {
    if (!isOpen) return;
    const elsewhere = (event: Event) => {
      if (event.target instanceof Node && !whole.current?.contains(event.target)) setOpen(false);
    };
    const leave = (event: KeyboardEvent) => {
      if (event.key !== "Escape" || event.defaultPrevented) return;
      setOpen(false);
      whole.current?.querySelector("button")?.focus();
    };
    document.addEventListener("pointerdown", elsewhere);
    document.addEventListener("focusin", elsewhere);
    whole.current?.addEventListener("keydown", leave);
    const heard = whole.current;
    return () => {
      document.removeEventListener("pointerdown", elsewhere);
      document.removeEventListener("focusin", elsewhere);
      heard?.removeEventListener("keydown", leave);
    };
  }, [isOpen]);

  return (
    <div ref={whole} className="relative">
      <Button
        {...style}
        aria-expanded={isOpen}
        aria-controls={isOpen ? id : undefined}
        aria-label={named ? undefined : label}
        title={named ? undefined : label}
        onClick={() => setOpen(!isOpen)}
      >
        {button}
      </Button>
      {isOpen ? (
        <section
          id={id}
          aria-label={label}
          className={cn(
            "absolute top-full z-30 mt-1 max-h-[min(36rem,75vh)] overflow-y-auto rounded-md border border-line-strong bg-page p-2 text-sm shadow-float",
            align === "end" ? "end-0" : "start-0",
            className,
            // On a phone as wide as the page, wherever its button stands.
            "max-sm:fixed max-sm:inset-x-4 max-sm:top-auto max-sm:w-auto",
          )}
        >
          {children()}
        </section>
      ) : null}
    </div>
  );
}
