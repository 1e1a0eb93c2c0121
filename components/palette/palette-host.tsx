"use client";

import { useEffect, useState } from "react";
import { onDemand } from "../ui/on-demand.tsx";
import { keepEarlyKeys } from "./early-keys.ts";
import { onPaletteRequest } from "./palette-request.ts";

const Palette = onDemand(async () => (await import("./palette.tsx")).Palette);

/**
 * The palette, by Ctrl+K or ⌘K from anywhere; the palette itself is loaded then. It stands beside the pages: a page whose
 * content comes in while one types takes nothing away.
 */
export function PaletteHost() {
  const [open, setOpen] = useState(false);
  useEffect(() => {
    const ask = () => {
      if (!open) keepEarlyKeys(() => setOpen(false));
      setOpen(true);
    };
    const listen = (event: KeyboardEvent) => {
      if (event.key.toLowerCase() !== "k" || !(event.ctrlKey || event.metaKey) || event.shiftKey || event.altKey)
        return;
      // Over another dialog it would open what that one keeps from being reached.
      if (!open && document.querySelector('[aria-modal="true"]')) return;
      event.preventDefault();
      if (open) setOpen(false);
      else ask();
    };
    addEventListener("keydown", listen);
    const unasked = onPaletteRequest(ask);
    return () => {
      removeEventListener("keydown", listen);
      unasked();
    };
  }, [open]);
  return open ? <Palette onClose={() => setOpen(false)} /> : null;
}
