"use client";

import { useEffect, useState } from "react";
import * as t from "../lib/messages/index.ts";
import { cn } from "./ui/class-names.ts";
import { Tooltip } from "./ui/tooltip.tsx";

interface Props {
  /** RFC 3339. */
  at: string;
  /** "ago" for moments ("3 h ago", "in 4 min"), "for" for how long it has lasted ("12 d"). */
  mode?: "ago" | "for";
  /** Off inside rows, where a tab stop for each time would be in the way; the tooltip still shows on hover. */
  focusable?: boolean;
  className?: string;
}

function words(at: string, mode: "ago" | "for"): string {
  const seconds = (Date.now() - Date.parse(at)) / 1000;
  if (mode === "for") return t.time.short(seconds);
  return seconds < 0 ? t.time.ahead(-seconds) : t.time.ago(seconds);
}

function Exact({ at }: { at: string }) {
  return (
    <dl className="nums grid grid-cols-[max-content_1fr] gap-x-3">
      <dt className="text-ink-2">{t.time.local}</dt>
      <dd>
        {t.time.exact(at)} <span className="text-ink-2">{t.time.zone()}</span>
      </dd>
      <dt className="text-ink-2">{t.time.utc}</dt>
      <dd className="font-mono text-[11px]">{new Date(at).toISOString().replace(".000Z", "Z")}</dd>
    </dl>
  );
}

/** A moment in relative words, with exact local time, zone and UTC on hover and focus. */
export function TimeAgo({ at, mode = "ago", focusable = true, className }: Props) {
  const [, tick] = useState(0);
  useEffect(() => {
    tick(1);
    const timer = setInterval(() => tick((value) => value + 1), 30_000);
    return () => clearInterval(timer);
  }, []);
  return (
    <Tooltip content={<Exact at={at} />}>
      <time
        dateTime={at}
        // Server and browser read their clocks a moment apart; the first tick after hydration agrees.
        suppressHydrationWarning
        className={cn("nums relative z-10 whitespace-nowrap", className)}
        {...(focusable ? { tabIndex: 0 } : {})}
      >
        {words(at, mode)}
      </time>
    </Tooltip>
  );
}
