"use client";

import { useEffect, useState } from "react";

/** The time in milliseconds, told anew every half minute; first the one that the server drew by, so that both say the same. */
export function useNow(readAt: string): number {
  const [now, setNow] = useState(() => Date.parse(readAt));
  useEffect(() => {
    setNow(Date.now());
    const timer = setInterval(() => setNow(Date.now()), 30_000);
    return () => clearInterval(timer);
  }, []);
  return now;
}
