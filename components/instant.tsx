import * as t from "../lib/messages/index.ts";

/** A moment in the reader's zone, with UTC on hover. */
export function Instant({ at, className }: { at: string; className?: string }) {
  return (
    <time dateTime={at} title={t.time.instantUtc(at)} className={className}>
      {t.time.instant(at)}
    </time>
  );
}
