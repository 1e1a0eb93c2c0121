"use client";

import { X } from "lucide-react";
import { type ReactNode, useCallback, useId, useLayoutEffect, useRef, useState } from "react";
import { createPortal } from "react-dom";
import * as t from "../../lib/messages/index.ts";
import { Button } from "./button.tsx";
import { cn } from "./class-names.ts";
import { makeModal } from "./modal.ts";
import { Trigger } from "./trigger.tsx";

interface PanelProps {
  title: string;
  description?: string;
  children: ReactNode;
  /** "start" and "end" slide in as a sheet over the full height. */
  side?: "center" | "start" | "end";
  className?: string;
}

interface Props extends PanelProps {
  /** The button that opens it; left out where something else does. */
  trigger?: ReactNode;
  open?: boolean;
  onOpenChange?: (open: boolean) => void;
}

const places = {
  center: "inset-0 m-auto h-fit w-[min(560px,calc(100vw-32px))] max-h-[calc(100dvh-32px)] rounded-md border",
  start: "inset-y-0 start-0 w-[min(300px,85vw)] border-e",
  end: "inset-y-0 end-0 w-[min(520px,100vw)] border-s",
};

function Panel({ title, description, children, side = "center", className, close }: PanelProps & { close(): void }) {
  const id = useId();
  const layer = useRef<HTMLDivElement>(null);
  const panel = useRef<HTMLDivElement>(null);
  const latest = useRef(close);
  latest.current = close;
  // Before the browser draws, so that focus never stands behind the dialog; undone before it is taken out.
  useLayoutEffect(() => {
    if (layer.current && panel.current) return makeModal(layer.current, () => latest.current(), panel.current);
  }, []);
  return createPortal(
    <div ref={layer} className="relative z-40">
      <div aria-hidden className="fixed inset-0 bg-[rgb(2_6_23/0.5)]" onPointerDown={close} />
      <div
        ref={panel}
        role="dialog"
        aria-modal="true"
        aria-labelledby={`${id}-title`}
        tabIndex={-1}
        {...(description ? { "aria-describedby": `${id}-description` } : {})}
        className={cn(
          "fixed flex flex-col outline-none overflow-y-auto border-line-strong bg-page shadow-float",
          places[side],
          className,
        )}
      >
        <div className="flex items-start justify-between gap-4 px-4 pt-4 pb-2">
          <div>
            <h2 id={`${id}-title`} className="text-lg font-semibold">
              {title}
            </h2>
            {description ? (
              <p id={`${id}-description`} className="mt-1 text-sm text-ink-2">
                {description}
              </p>
            ) : null}
          </div>
          <Button variant="quiet" size="icon-sm" aria-label={t.ui.close} onClick={close}>
            <X aria-hidden />
          </Button>
        </div>
        <div className="px-4 pb-4">{children}</div>
      </div>
    </div>,
    document.body,
  );
}

/** A dialog or sheet: focus stays inside, Escape closes, focus goes back to where it was. */
export function Dialog({ trigger, open, onOpenChange, ...panel }: Props) {
  const around = useRef<HTMLSpanElement>(null);
  const [own, setOwn] = useState(false);
  const isOpen = open ?? own;
  const set = (value: boolean) => {
    setOwn(value);
    onOpenChange?.(value);
  };
  const latest = useRef(set);
  latest.current = set;
  const tie = useCallback((button: HTMLButtonElement) => {
    // Some browsers give a button that is clicked no focus, and it could not be given back.
    const press = () => {
      button.focus();
      latest.current(true);
    };
    button.addEventListener("click", press);
    return () => button.removeEventListener("click", press);
  }, []);
  return (
    <>
      {trigger ? (
        <Trigger around={around} opens="dialog" expanded={isOpen} tie={tie}>
          {trigger}
        </Trigger>
      ) : null}
      {isOpen ? <Panel {...panel} close={() => set(false)} /> : null}
    </>
  );
}
