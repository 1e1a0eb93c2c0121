import { CircleHelp } from "lucide-react";
import { FindingStanding, SeenReach } from "../../../components/findings/finding-standing.tsx";
import { RichText } from "../../../components/rich-text.tsx";
import { SeverityShape } from "../../../components/severity-shape.tsx";
import { Notice } from "../../../components/ui/state.tsx";
import type { Check } from "../../../lib/domain/check.ts";
import type { FindingDetail } from "../../../lib/domain/views/finding-view.ts";
import * as t from "../../../lib/messages/index.ts";

/** The answer: what is wrong, why it matters, who can reach it now where that was seen. */
export function FindingHead({ finding, check }: { finding: FindingDetail; check: Check | undefined }) {
  const resolved = finding.state === "resolved";
  return (
    <header>
      <FindingStanding finding={finding} />
      <h1 className="mt-2 max-w-[48ch] text-2xl font-semibold tracking-tight text-balance max-sm:text-xl">
        {finding.headline}
      </h1>
      <p className="mt-2 max-w-prose text-base text-ink-2">
        <RichText text={check?.rationale ?? finding.reason} />
        <SeenReach finding={finding} />
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
