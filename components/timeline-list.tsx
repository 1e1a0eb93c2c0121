import {
  CalendarClock,
  Check,
  CircleDot,
  CircleSlash,
  Eye,
  EyeOff,
  Handshake,
  HelpCircle,
  MessageSquare,
  RefreshCw,
  RotateCcw,
  Shuffle,
  Unplug,
  UserRound,
} from "lucide-react";
import type { FindingEventKind } from "../lib/domain/finding-state.ts";
import type { FindingEvent } from "../lib/domain/views/finding-view.ts";
import * as t from "../lib/messages/index.ts";
import { RichText } from "./rich-text.tsx";
import { TimeAgo } from "./time-ago.tsx";
import { Link } from "./ui/link.tsx";

const icons: Record<FindingEventKind, { icon: typeof Check; colour: string }> = {
  opened: { icon: CircleDot, colour: "text-ink" },
  reopened: { icon: RotateCcw, colour: "text-ink" },
  resolved: { icon: Check, colour: "text-pass" },
  "severity-changed": { icon: Shuffle, colour: "text-ink-2" },
  rechecked: { icon: RefreshCw, colour: "text-ink-2" },
  unknown: { icon: HelpCircle, colour: "text-unknown" },
  acknowledged: { icon: Eye, colour: "text-ink-2" },
  unacknowledged: { icon: EyeOff, colour: "text-ink-2" },
  accepted: { icon: Handshake, colour: "text-ink" },
  "acceptance-ended": { icon: Unplug, colour: "text-ink" },
  "false-positive": { icon: CircleSlash, colour: "text-ink" },
  assigned: { icon: UserRound, colour: "text-ink-2" },
  "due-changed": { icon: CalendarClock, colour: "text-ink-2" },
  commented: { icon: MessageSquare, colour: "text-ink-2" },
};

export function EventIcon({ kind }: { kind: FindingEventKind }) {
  const { icon: Icon, colour } = icons[kind];
  return <Icon aria-hidden className={`size-3.5 shrink-0 ${colour}`} />;
}

/** What happened to a finding, newest first. */
export function TimelineList({ events }: { events: FindingEvent[] }) {
  if (events.length === 0) return <p className="text-sm text-ink-2">{t.finding.history.empty}</p>;
  return (
    <ol className="relative grid gap-3 before:absolute before:inset-y-2 before:start-[9px] before:w-px before:bg-line-strong">
      {events.map((event) => (
        <li key={event.id} className="relative grid grid-cols-[20px_minmax(0,1fr)] gap-x-2 text-sm">
          <span className="relative grid h-5 w-[19px] place-items-center bg-page">
            <EventIcon kind={event.kind} />
          </span>
          <div>
            <p>
              <span className="font-medium">{t.finding.history.kinds[event.kind]}</span>{" "}
              <TimeAgo at={event.at} className="text-ink-2" />
              {event.scanId ? (
                <>
                  {" "}
                  <Link href={`/scans/${event.scanId}`} className="link text-xs">
                    {t.finding.history.scan}
                  </Link>
                </>
              ) : null}
            </p>
            <p className="max-w-prose text-ink-2">
              <RichText text={event.message} />
            </p>
          </div>
        </li>
      ))}
    </ol>
  );
}
