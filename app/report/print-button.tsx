"use client";

import { Printer } from "lucide-react";
import { useSyncExternalStore } from "react";
import { Button } from "../../components/ui/button.tsx";
import * as t from "../../lib/messages/index.ts";

export function PrintButton() {
  return (
    <Button variant="primary" onClick={() => window.print()}>
      <Printer aria-hidden />
      {t.report.print}
    </Button>
  );
}

const never = () => () => {};

/** The address of the page as the browser knows it, for the paper: links on it are relative to its beginning. */
export function PrintedAddress() {
  const address = useSyncExternalStore(
    never,
    () => window.location.href,
    () => "",
  );
  return (
    <p className="mt-6 hidden text-xs break-all text-ink-2 print:block">
      {t.report.address} {address}
    </p>
  );
}
