import { Ban, Check, CircleDashed, CircleX, Clock, LoaderCircle } from "lucide-react";
import type { ScanState } from "../../lib/domain/finding-state.ts";
import * as t from "../../lib/messages/index.ts";
import { cn } from "../ui/class-names.ts";

const looks: Record<ScanState, { icon: typeof Check; colour: string }> = {
  queued: { icon: Clock, colour: "text-ink-2" },
  running: { icon: LoaderCircle, colour: "text-accent" },
  complete: { icon: Check, colour: "text-ink" },
  partial: { icon: CircleDashed, colour: "text-unknown" },
  failed: { icon: CircleX, colour: "text-critical" },
  cancelled: { icon: Ban, colour: "text-ink-2" },
};

/** How far a scan is, as icon and word. */
export function ScanStateBadge({ state, className }: { state: ScanState; className?: string }) {
  const { icon: Icon, colour } = looks[state];
  return (
    <span
      className={cn("inline-flex items-center gap-1.5 align-middle font-medium whitespace-nowrap", colour, className)}
    >
      <Icon aria-hidden className={cn("size-4 shrink-0", state === "running" && "animate-spin")} />
      {t.words.scanState[state]}
    </span>
  );
}
