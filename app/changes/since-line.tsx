import { CountLink } from "../../components/count-link.tsx";
import { href } from "../../components/href.ts";
import * as t from "../../lib/messages/index.ts";
import { MarkSeen } from "./mark-seen.tsx";

interface Props {
  /** The mark of this browser; null while there is none. */
  seen: string | null;
  fresh: number;
  /** Up to when this page shows what is recorded; null while nothing is. */
  until: string | null;
}

/** What is new since this browser's mark, and the way to move it. */
export function SinceLine({ seen, fresh, until }: Props) {
  const words = t.changes.since;
  if (!until) return null;
  return (
    <section
      aria-label={words.label}
      className="mb-4 flex min-h-10 flex-wrap items-center justify-between gap-x-4 gap-y-2 rounded-md bg-raised px-3 py-1.5 text-sm"
    >
      <p className="min-w-0">
        {seen === null ? words.never : null}
        {seen !== null && fresh > 0 ? (
          <CountLink href={href("/changes", { since: seen })} count={fresh} className="link nums font-medium">
            {words.some(fresh, seen)}
          </CountLink>
        ) : null}
        {seen !== null && fresh === 0 ? words.none(seen) : null} <span className="text-ink-3">{words.perBrowser}</span>
      </p>
      {seen === null || fresh > 0 ? <MarkSeen until={until} /> : null}
    </section>
  );
}
