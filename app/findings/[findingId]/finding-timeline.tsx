import { EvidenceList } from "../../../components/evidence-list.tsx";
import { Instant } from "../../../components/instant.tsx";
import { RichText } from "../../../components/rich-text.tsx";
import { FindingStrip } from "../../../components/timeline/finding-strip.tsx";
import { TimelineList } from "../../../components/timeline-list.tsx";
import { Link } from "../../../components/ui/link.tsx";
import { Section } from "../../../components/ui/section.tsx";
import { VerdictBadge } from "../../../components/verdict-badge.tsx";
import type { FindingDetail } from "../../../lib/domain/views/finding-view.ts";
import type { VerdictChange } from "../../../lib/domain/views/timeline-view.ts";
import { withReadersWords } from "../../../lib/messages/in-readers-words.ts";
import * as t from "../../../lib/messages/index.ts";
import { getFindingTimeline } from "../../../lib/store/index.ts";

const words = t.timeline;

/** So many turns stand in the list; the strip shows all of the newest fifty. */
const listed = 10;

function Side({ label, side, scanId }: { label: string; side: VerdictChange["before"]; scanId: string | null }) {
  return (
    <section aria-label={label} className="min-w-0">
      <h4 className="mb-1.5 flex flex-wrap items-center gap-x-2 gap-y-1 text-sm text-ink-2">
        {label} <VerdictBadge verdict={side.verdict} />
        {scanId ? (
          <Link href={`/scans/${scanId}`} className="link min-h-6 text-xs leading-6">
            {t.finding.history.scan}
          </Link>
        ) : null}
      </h4>
      <p className="mb-1.5 max-w-prose text-sm">
        <RichText text={side.reason} />
      </p>
      <EvidenceList evidence={side.evidence} unfolded={1} />
    </section>
  );
}

function Turn({ change }: { change: VerdictChange }) {
  const { before, after, at } = change;
  return (
    <li className="border-t border-line">
      <details className="group py-1.5">
        <summary className="flex min-h-6 flex-wrap items-center gap-x-3 text-sm">
          <Instant at={at} className="nums font-medium" />
          <span className="link">
            {words.finding.turn(t.words.verdict[before.verdict], t.words.verdict[after.verdict])}
          </span>
        </summary>
        <div
          id={change.id}
          tabIndex={-1}
          className="grid scroll-mt-24 grid-cols-[minmax(0,1fr)] gap-6 py-2 outline-none lg:grid-cols-2"
        >
          <Side label={words.change.before} side={before} scanId={before.lastScanId} />
          <Side label={words.change.after} side={after} scanId={after.firstScanId} />
        </div>
      </details>
    </li>
  );
}

/** That earlier ones are not in a list. */
function Cut({ shown }: { shown: number }) {
  return <p className="mt-2 text-sm text-ink-2">{words.finding.cut(shown)}</p>;
}

/** The finding through time: strip, the proof on both sides of each turn, and what happened to it. */
export async function FindingTimelineSection({ finding }: { finding: FindingDetail }) {
  const timeline = withReadersWords(await getFindingTimeline({ findingId: finding.id }));
  const turns = timeline.changes.slice(0, listed);
  return (
    <Section id="history" title={t.finding.history.title}>
      <FindingStrip timeline={timeline} />
      {turns.length > 0 ? (
        <div className="mt-4">
          <h3 className="mb-1 text-sm font-medium">{words.finding.evidence}</h3>
          <ol className="border-b border-line">
            {turns.map((change) => (
              <Turn key={change.id} change={change} />
            ))}
          </ol>
          {timeline.changes.length > listed || timeline.isCut.changes ? <Cut shown={turns.length} /> : null}
        </div>
      ) : null}
      <h3 className="mt-4 mb-2 text-sm font-medium">{words.finding.events}</h3>
      <TimelineList events={finding.events} />
      {timeline.isCut.events ? <Cut shown={finding.events.length} /> : null}
    </Section>
  );
}
