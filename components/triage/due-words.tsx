"use client";

import { AlarmClock } from "lucide-react";
import * as t from "../../lib/messages/index.ts";
import { cn } from "../ui/class-names.ts";

interface Props {
  dueAt: string | null;
  /** Milliseconds; of what the page shows. */
  now: number;
}

/** "due in 5 d", or with an icon "overdue by 2 d". */
export function DueWords({ dueAt, now }: Props) {
  if (!dueAt) return <>{t.triage.noDue}</>;
  const late = (now - Date.parse(dueAt)) / 1000;
  const isLate = late >= 0;
  return (
    <time
      dateTime={dueAt}
      title={t.time.instant(dueAt)}
      suppressHydrationWarning
      className={cn("nums inline-flex items-center gap-1 whitespace-nowrap", isLate && "font-medium text-critical")}
    >
      {isLate ? <AlarmClock aria-hidden className="size-3.5" /> : null}
      {isLate ? t.triage.overdue(t.time.short(late)) : t.triage.dueIn(t.time.short(-late))}
    </time>
  );
}
