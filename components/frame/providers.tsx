"use client";

import type { ReactNode } from "react";
import { PaletteHost } from "../palette/palette-host.tsx";
import { Toaster } from "../ui/toaster.tsx";
import { TooltipLayer } from "../ui/tooltip-layer.tsx";
import { BrokenContent } from "./broken-content.tsx";
import { FramePartsContext } from "./frame-parts.tsx";
import { useLiveFrame } from "./live.ts";
import { OwnZone } from "./own-zone.tsx";
import { TopBar } from "./top-bar.tsx";

const parts = { TopBar, Broken: BrokenContent };

/** What every page stands in: what moves in its frame, tooltips, toasts. */
export function Providers({ children }: { children: ReactNode }) {
  useLiveFrame();
  return (
    <FramePartsContext value={parts}>
      {children}
      <TooltipLayer />
      <Toaster />
      <OwnZone />
      <PaletteHost />
    </FramePartsContext>
  );
}
