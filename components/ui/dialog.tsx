"use client";

import { X } from "lucide-react";
import { Dialog as Radix } from "radix-ui";
import type { ReactNode } from "react";
import * as t from "../../lib/messages/index.ts";
import { Button } from "./button.tsx";
import { cn } from "./class-names.ts";

interface Props {
  trigger: ReactNode;
  title: string;
  description?: string;
  children: ReactNode;
  /** "left" and "right" slide in as a sheet over the full height. */
  side?: "center" | "left" | "right";
  open?: boolean;
  onOpenChange?: (open: boolean) => void;
  className?: string;
}

const places = {
  center:
    "top-1/2 start-1/2 w-[min(560px,calc(100vw-32px))] max-h-[calc(100dvh-32px)] -translate-x-1/2 -translate-y-1/2 rounded-md border",
  left: "inset-y-0 start-0 w-[min(300px,85vw)] border-e",
  right: "inset-y-0 end-0 w-[min(520px,100vw)] border-s",
};

/** A dialog or sheet: focus stays inside, Escape closes, focus goes back to the trigger. */
export function Dialog({ trigger, title, description, children, side = "center", className, ...state }: Props) {
  return (
    <Radix.Root {...state}>
      <Radix.Trigger asChild>{trigger}</Radix.Trigger>
      <Radix.Portal>
        <Radix.Overlay className="fixed inset-0 z-40 bg-[rgb(2_6_23/0.5)]" />
        <Radix.Content
          {...(description ? {} : { "aria-describedby": undefined })}
          className={cn(
            "fixed z-50 flex flex-col overflow-y-auto border-line-strong bg-page shadow-float",
            places[side],
            className,
          )}
        >
          <div className="flex items-start justify-between gap-4 px-4 pt-4 pb-2">
            <div>
              <Radix.Title className="text-lg font-semibold">{title}</Radix.Title>
              {description ? (
                <Radix.Description className="mt-1 text-sm text-ink-2">{description}</Radix.Description>
              ) : null}
            </div>
            <Radix.Close asChild>
              <Button variant="quiet" size="icon-sm" aria-label={t.ui.close}>
                <X aria-hidden />
              </Button>
            </Radix.Close>
          </div>
          <div className="px-4 pb-4">{children}</div>
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}

export const DialogClose = Radix.Close;
