import { CircleHelp } from "lucide-react";
import { resultOf } from "../../../components/result.ts";
import { RichText } from "../../../components/rich-text.tsx";
import { wasSeenOpen } from "../../../components/seen-open.ts";
import { SeverityBadge } from "../../../components/severity-badge.tsx";
import { SeverityShape } from "../../../components/severity-shape.tsx";
import { TimeAgo } from "../../../components/time-ago.tsx";
import { Badge } from "../../../components/ui/badge.tsx";
import { Notice } from "../../../components/ui/state.tsx";
import { VerdictBadge } from "../../../components/verdict-badge.tsx";
import type { Check } from "../../../lib/domain/check.ts";
import type { FindingDetail } from "../../../lib/domain/views/finding-view.ts";
import * as t from "../../../lib/messages/index.ts";

/** The answer: what is wrong, why it matters, who can reach it now where that was seen. */
export function FindingHead({ finding, check }: { finding: FindingDetail; check: Check | undefined }) {
  const resolved = finding.state === "resolved";
  const who = t.words.who(finding.vantage);
  return (
    <header>
      <p className="flex flex-wrap items-center gap-x-3 gap-y-1 text-sm">
        <SeverityBadge severity={finding.severity} />
        {resolved && finding.resolution ? (
          <Badge tone={finding.resolution === "fixed" ? "pass" : "neutral"}>
            {t.finding.closed(t.words.resolution[finding.resolution])}
          </Badge>
        ) : (
          <>
            <VerdictBadge verdict={resultOf(finding)} />
            {finding.state === "accepted" ? null : <Badge>{t.words.findingState[finding.state]}</Badge>}
          </>
        )}
        {finding.failingSince ? (
          <span className="text-ink-2">
            {t.finding.facts.failing} <TimeAgo at={finding.failingSince} mode="for" />
          </span>
        ) : null}
      </p>
      <h1 className="mt-2 max-w-[48ch] text-2xl font-semibold tracking-tight text-balance max-sm:text-xl">
        {finding.headline}
      </h1>
      <p className="mt-2 max-w-prose text-base text-ink-2">
        <RichText text={check?.rationale ?? finding.reason} />
        {wasSeenOpen(finding) ? (
          <span className="font-medium text-ink"> {resolved ? t.finding.who.was(who) : t.finding.who.now(who)}</span>
        ) : null}
      </p>
      {!resolved && finding.verdict === "unknown" ? (
        <Notice tone="unknown" icon={CircleHelp} className="mt-4">
          {t.finding.stillOpenUnknown} <RichText text={finding.reason} />
        </Notice>
      ) : null}
      {resolved && finding.resolution === "fixed" ? (
        <Notice tone="pass" className="mt-4">
          <span className="flex items-start gap-2">
            <SeverityShape shape="pass" className="mt-[3px]" />
            <RichText text={finding.reason} />
          </span>
        </Notice>
      ) : null}
    </header>
  );
}
