import * as t from "../../lib/messages/index.ts";
import { cn } from "../ui/class-names.ts";
import { type Span, ticksOf } from "./time-axis.ts";

/** "3 Oct", "3 Oct 2026" over more than a year, "14:00" inside a day. */
function tickWords(at: string, clock: boolean, span: Span): string {
  const year = 366 * 24 * 3_600_000;
  if (clock && !at.includes("T00:00")) return at.slice(11, 16);
  return Date.parse(span.to) - Date.parse(span.from) > year ? t.time.day(at.slice(0, 10)) : t.time.dayShort(at);
}

/** The lines of the time axis behind strips. */
export function TickLines({ span }: { span: Span }) {
  return (
    <div data-ticks aria-hidden dir="ltr" className="pointer-events-none absolute inset-0">
      {ticksOf(span).map(({ at, share }) => (
        <span key={at} className="absolute inset-y-0 w-px bg-line" style={{ left: `${share * 100}%` }} />
      ))}
    </div>
  );
}

/** The words of the time axis under strips; all times are UTC. */
export function TimeScale({ span, className }: { span: Span; className?: string }) {
  const ticks = ticksOf(span);
  const every = Math.ceil(ticks.length / 4);
  return (
    <div data-ticks aria-hidden dir="ltr" className={cn("nums relative h-4 text-xs text-ink-2", className)}>
      {ticks.map(({ at, share, clock }, index) => (
        <span
          key={at}
          className={cn("absolute whitespace-nowrap", index % every > 0 && "max-md:hidden", share > 0.94 && "hidden")}
          style={{ left: `${share * 100}%` }}
        >
          {tickWords(at, clock, span)}
        </span>
      ))}
      <span className="absolute end-0 bg-page ps-1">{t.time.utc}</span>
    </div>
  );
}
