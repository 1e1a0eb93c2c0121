"use client";

import {
  type Preferences,
  parsePreferences,
  preferencesCookie,
  writePreferences,
} from "../../lib/domain/preferences.ts";

const yearSeconds = 365 * 24 * 60 * 60;

/** What this browser's cookie says now. */
export function ownPreferences(): Preferences {
  const pair = document.cookie.split("; ").find((one) => one.startsWith(`${preferencesCookie}=`));
  return parsePreferences(pair?.slice(preferencesCookie.length + 1));
}

/**
 * Changes some preferences of this browser. What the server draws follows with the next `router.refresh()` or page.
 * By `document.cookie`: the cookie store is there on https and loopback only.
 */
export function setPreferences(patch: Partial<Preferences>): void {
  const value = writePreferences({ ...ownPreferences(), ...patch });
  Object.assign(document, {
    cookie: `${preferencesCookie}=${value}; Path=/; Max-Age=${yearSeconds}; SameSite=Lax`,
  });
  // Rows take their height from the style sheet: it follows at once, without another look at the server.
  if (patch.density) document.documentElement.dataset.density = patch.density;
}
