"use client";

import { useSearchParams } from "next/navigation";
import { useCallback } from "react";

/** The finding whose drawer is open, as the address says it: Back closes it, a reload opens it again. */
export function useOpenFinding(entryState: () => Record<string, unknown>) {
  const id = useSearchParams().get("open");
  const show = useCallback(
    (next: string) => {
      const address = new URL(location.href);
      const isOpen = address.searchParams.has("open");
      address.searchParams.set("open", next);
      const to = address.pathname + address.search;
      // Another finding in the open drawer is no step of its own: Back leads to the list, and not through all of them.
      if (isOpen) history.replaceState({ ...entryState(), drawer: history.state?.drawer === true }, "", to);
      else history.pushState({ ...entryState(), drawer: true }, "", to);
    },
    [entryState],
  );
  const close = useCallback(() => {
    if (history.state?.drawer === true) return history.back();
    const address = new URL(location.href);
    address.searchParams.delete("open");
    history.replaceState(entryState(), "", address.pathname + address.search);
  }, [entryState]);
  return { id, show, close };
}
