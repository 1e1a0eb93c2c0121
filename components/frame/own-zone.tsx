"use client";

import { useRouter } from "next/navigation";
import { useEffect } from "react";
import { isTimeZone } from "../../lib/domain/preferences.ts";
import { ownPreferences, setPreferences } from "./preferences.ts";

/** Tells the server once in which zone the browser is; until then times are in UTC, and say so. */
export function OwnZone() {
  const router = useRouter();
  useEffect(() => {
    if (ownPreferences().timeZone !== null) return;
    const { timeZone } = Intl.DateTimeFormat().resolvedOptions();
    if (!isTimeZone(timeZone)) return;
    setPreferences({ timeZone });
    const { dataset } = document.documentElement;
    if (dataset.timeZone === timeZone) return;
    dataset.timeZone = timeZone;
    router.refresh();
  }, [router]);
  return null;
}
