import { DurationBars } from "../../components/charts/duration-bars.tsx";
import type { Trends } from "../../lib/domain/views/trends-view.ts";
import * as t from "../../lib/messages/index.ts";
import { changesHref, endedOtherwise } from "./trend-links.ts";

/** Mean time to repair by severity, with what ended otherwise beside it. */
export function RepairTimes({
  trends: { repair, query, weeks },
}: {
  trends: Pick<Trends, "repair" | "query" | "weeks">;
}) {
  // The change feed lists ends; that somebody accepted a finding is none, and it is counted here as well.
  const listed = weeks.every(({ accepted }) => accepted === 0);
  return (
    <DurationBars
      label={t.trends.repair.title}
      rows={repair.map(({ severity, fixed, meanSeconds, endedOtherwise: count }) => ({
        severity,
        seconds: meanSeconds,
        fixed: { count: fixed, href: changesHref(query, ["fixed"], query, severity) },
        otherwise: { count, href: listed ? changesHref(query, endedOtherwise, query, severity) : null },
      }))}
    />
  );
}
