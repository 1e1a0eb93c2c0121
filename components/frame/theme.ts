"use client";

import type { Contrast, Theme } from "../../lib/domain/preferences.ts";
import { setPreferences } from "./preferences.ts";

/** Keeps the theme and shows it at once; the classes are those that the server writes. */
export function setTheme(theme: Theme): void {
  setPreferences({ theme });
  const { classList } = document.documentElement;
  classList.remove("light", "dark");
  if (theme !== "system") classList.add(theme);
}

export function setContrast(contrast: Contrast): void {
  setPreferences({ contrast });
  document.documentElement.dataset.contrast = contrast;
}
