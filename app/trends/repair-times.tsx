import { DurationBars } from "../../components/charts/duration-bars.tsx";
import type { Trends } from "../../lib/domain/views/trends-view.ts";
import * as t from "../../lib/messages/index.ts";
import { changesHref, notRepaired } from "./trend-links.ts";

/** Mean time to repair by severity, with what ended otherwise beside it. */
export function RepairTimes({ trends: { repair, query } }: { trends: Pick<Trends, "repair" | "query"> }) {
  return (
    <DurationBars
      label={t.trends.repair.title}
      rows={repair.map(({ severity, fixed, meanSeconds, endedOtherwise: count }) => ({
        severity,
        seconds: meanSeconds,
        fixed: { count: fixed, href: changesHref(query, ["fixed"], query, severity) },
        otherwise: { count, href: changesHref(query, notRepaired, query, severity) },
      }))}
    />
  );
}
