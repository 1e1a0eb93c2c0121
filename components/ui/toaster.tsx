"use client";

import { useTheme } from "next-themes";
import type { CSSProperties } from "react";
import { Toaster as Sonner } from "sonner";

const colours = {
  "--normal-bg": "var(--page)",
  "--normal-border": "var(--line-strong)",
  "--normal-text": "var(--ink)",
  "--border-radius": "6px",
  "--font-family": "var(--font-sans)",
} as CSSProperties;

/** Short news at the lower right, in the colours of the page. */
export function Toaster() {
  const { resolvedTheme } = useTheme();
  return (
    <Sonner
      position="bottom-right"
      theme={resolvedTheme === "dark" ? "dark" : "light"}
      style={colours}
      toastOptions={{ className: "text-sm" }}
    />
  );
}
