import type { FindingDetail } from "../../lib/domain/views/finding-view.ts";
import * as t from "../../lib/messages/index.ts";
import { resultOf } from "../result.ts";
import { wasSeenOpen } from "../seen-open.ts";
import { SeverityBadge } from "../severity-badge.tsx";
import { TimeAgo } from "../time-ago.tsx";
import { Badge } from "../ui/badge.tsx";
import { VerdictBadge } from "../verdict-badge.tsx";

/** How bad it is, what was found or how it was closed, and for how long it fails. */
export function FindingStanding({ finding }: { finding: FindingDetail }) {
  const { severity, state, resolution, failingSince } = finding;
  return (
    <p className="flex flex-wrap items-center gap-x-3 gap-y-1 text-sm">
      <SeverityBadge severity={severity} />
      {state === "resolved" && resolution ? (
        <Badge tone={resolution === "fixed" ? "pass" : "neutral"}>
          {t.finding.closed(t.words.resolution[resolution])}
        </Badge>
      ) : (
        <>
          <VerdictBadge verdict={resultOf(finding)} />
          {state === "accepted" ? null : <Badge>{t.words.findingState[state]}</Badge>}
        </>
      )}
      {failingSince ? (
        <span className="text-ink-2">
          {t.finding.facts.failing} <TimeAgo at={failingSince} mode="for" />
        </span>
      ) : null}
    </p>
  );
}

/** Who can reach it, or could, where that was seen. */
export function SeenReach({ finding }: { finding: FindingDetail }) {
  if (!wasSeenOpen(finding)) return null;
  const who = t.words.who(finding.vantage);
  const reach = finding.state === "resolved" ? t.finding.who.was(who) : t.finding.who.now(who);
  return <span className="font-medium text-ink"> {reach}</span>;
}
