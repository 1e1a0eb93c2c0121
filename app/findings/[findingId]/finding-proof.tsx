import { EvidenceList } from "../../../components/evidence-list.tsx";
import { resultOf } from "../../../components/result.ts";
import { RichText } from "../../../components/rich-text.tsx";
import { Section } from "../../../components/ui/section.tsx";
import { VerdictBadge } from "../../../components/verdict-badge.tsx";
import type { FindingDetail } from "../../../lib/domain/views/finding-view.ts";
import * as t from "../../../lib/messages/index.ts";

/** What was sent and what came back; where the verdict has turned, the proof before and now side by side. */
export function FindingProof({ finding }: { finding: FindingDetail }) {
  const words = t.finding.proof;
  const turned = finding.previousEvidence.length > 0;
  const before = finding.verdict === "fail" ? "pass" : "fail";
  return (
    <Section id="proof" title={words.title}>
      {turned ? (
        <>
          <p className="mb-3 max-w-prose text-sm text-ink-2">{words.turned}</p>
          <div className="grid grid-cols-[minmax(0,1fr)] gap-6 lg:grid-cols-2">
            <section aria-label={words.before} className="min-w-0">
              <h3 className="mb-2 flex items-center gap-2 text-sm font-medium text-ink-2">
                {words.before} <VerdictBadge verdict={before} />
              </h3>
              <EvidenceList evidence={finding.previousEvidence} unfolded={1} />
            </section>
            <section aria-label={words.now} className="min-w-0">
              <h3 className="mb-2 flex items-center gap-2 text-sm font-medium text-ink-2">
                {words.now} <VerdictBadge verdict={resultOf(finding)} />
              </h3>
              <EvidenceList evidence={finding.evidence} unfolded={1} />
            </section>
          </div>
        </>
      ) : (
        <>
          <p className="mb-3 max-w-prose text-sm">
            <RichText text={finding.reason} />
          </p>
          <EvidenceList evidence={finding.evidence} />
        </>
      )}
    </Section>
  );
}
