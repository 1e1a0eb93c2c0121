"use client";

import { useRouter } from "next/navigation";
import { useEffect } from "react";

/** The reference stood here once: its anchors, which no server sees, lead to where it stands now. */
export function OldAnchor() {
  const router = useRouter();
  useEffect(() => {
    if (location.hash.startsWith("#ports-")) router.replace(`/ports/reference${location.hash}`);
  }, [router]);
  return null;
}
