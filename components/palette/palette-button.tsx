"use client";

import { Command } from "lucide-react";
import { useEffect, useState } from "react";
import * as t from "../../lib/messages/index.ts";
import { Button } from "../ui/button.tsx";
import { onDemand } from "../ui/on-demand.tsx";

const Palette = onDemand(async () => (await import("./palette.tsx")).Palette);

/** Opens the palette, by Ctrl+K or ⌘K from anywhere; the palette itself is loaded then. */
export function PaletteButton() {
  const [open, setOpen] = useState(false);
  useEffect(() => {
    const listen = (event: KeyboardEvent) => {
      if (event.key.toLowerCase() !== "k" || !(event.ctrlKey || event.metaKey) || event.shiftKey || event.altKey)
        return;
      // Over another dialog it would open what that one keeps from being reached.
      if (!open && document.querySelector('[aria-modal="true"]')) return;
      event.preventDefault();
      setOpen(!open);
    };
    addEventListener("keydown", listen);
    return () => removeEventListener("keydown", listen);
  }, [open]);
  return (
    <>
      <Button
        variant="quiet"
        size="icon"
        aria-label={t.frame.palette}
        aria-keyshortcuts="Control+K Meta+K"
        aria-haspopup="dialog"
        title={`${t.frame.palette} (${t.frame.paletteKeys})`}
        onClick={() => setOpen(true)}
      >
        <Command aria-hidden />
      </Button>
      {open ? <Palette onClose={() => setOpen(false)} /> : null}
    </>
  );
}
