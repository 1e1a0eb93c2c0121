"use client";

import { Command } from "lucide-react";
import * as t from "../../lib/messages/index.ts";
import { Button } from "../ui/button.tsx";
import { requestPalette } from "./palette-request.ts";

/** Opens the palette for those who do not know its keys. */
export function PaletteButton() {
  return (
    <Button
      variant="quiet"
      size="icon"
      aria-label={t.frame.palette}
      aria-keyshortcuts="Control+K Meta+K"
      aria-haspopup="dialog"
      title={`${t.frame.palette} (${t.frame.paletteKeys})`}
      onClick={requestPalette}
    >
      <Command aria-hidden />
    </Button>
  );
}
