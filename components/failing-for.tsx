import * as t from "../lib/messages/index.ts";
import { TimeAgo } from "./time-ago.tsx";

/** How long something has failed: until now, or until the instant that the page shows. */
export function FailingFor({ since, asOf }: { since: string; asOf?: string | undefined }) {
  if (!asOf) return <TimeAgo at={since} mode="for" focusable={false} />;
  const seconds = (Date.parse(asOf) - Date.parse(since)) / 1000;
  return (
    <time dateTime={since} title={t.time.instant(since)} className="nums whitespace-nowrap">
      {t.time.short(seconds)}
    </time>
  );
}
