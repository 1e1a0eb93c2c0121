"use client";

import type { ReactNode } from "react";
import { PaletteButton } from "../palette/palette-button.tsx";
import { DemoMark } from "./demo-mark.tsx";
import { RailSheet } from "./rail-sheet.tsx";
import { ScanLine } from "./scan-line.tsx";
import { SearchBox } from "./search-box.tsx";
import { ThemeToggle } from "./theme-toggle.tsx";

/** The bar over every page: where one is, what runs, search, theme. */
export function TopBar({ children }: { children: ReactNode }) {
  return (
    <header className="sticky top-0 z-30 border-b border-line bg-page print:hidden">
      <div className="flex h-12 items-center gap-2 px-4 sm:gap-3 sm:px-6">
        <RailSheet />
        {children}
        <ScanLine />
        <DemoMark />
        <SearchBox />
        <PaletteButton />
        <ThemeToggle />
      </div>
    </header>
  );
}
