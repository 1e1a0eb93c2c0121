import { CircleAlert, CircleCheck, CircleDashed, CircleSlash, Clock, Hourglass, Unplug } from "lucide-react";
import { cn } from "../../components/ui/class-names.ts";
import type { AcceptanceStanding } from "../../lib/domain/views/triage-view.ts";
import * as t from "../../lib/messages/index.ts";

const marks: Record<AcceptanceStanding, { icon: typeof Clock; colour: string }> = {
  matched: { icon: CircleCheck, colour: "text-accent" },
  unused: { icon: CircleDashed, colour: "text-ink-2" },
  expiring: { icon: Hourglass, colour: "text-critical" },
  expired: { icon: Clock, colour: "text-ink-2" },
  voided: { icon: Unplug, colour: "text-ink" },
  revoked: { icon: CircleSlash, colour: "text-ink-2" },
  invalid: { icon: CircleAlert, colour: "text-critical" },
};

/** How an acceptance stands: word and icon, and what it means on hover. */
export function StandingMark({ standing }: { standing: AcceptanceStanding }) {
  const { icon: Icon, colour } = marks[standing];
  return (
    <span
      title={t.acceptances.meaning[standing]}
      className={cn("inline-flex items-center gap-1.5 whitespace-nowrap", colour)}
    >
      <Icon aria-hidden className="size-3.5 shrink-0" />
      {t.acceptances.standing[standing]}
    </span>
  );
}
