import { Instant } from "../../../../../components/instant.tsx";
import { PortStateLabel } from "../../../../../components/port-state-glyph.tsx";
import { SettingDiffView } from "../../../../../components/setting-diff.tsx";
import { answerLines } from "../../../../../components/timeline/answer-lines.ts";
import { CauseList } from "../../../../../components/timeline/cause-list.tsx";
import { turnWords } from "../../../../../components/timeline/port-words.ts";
import { Link } from "../../../../../components/ui/link.tsx";
import { VantageBadge } from "../../../../../components/vantage-badge.tsx";
import type {
  PortSide,
  PortStrip,
  PortTimeline,
  PortTimelineChange,
} from "../../../../../lib/domain/views/timeline-view.ts";
import * as t from "../../../../../lib/messages/index.ts";
import { diffLines } from "../../../../../lib/remediation/index.ts";

const words = t.timeline.change;

/** What was seen on one side, when, and the scan that saw it. */
function Side({ label, side, scan }: { label: string; side: PortSide; scan: string }) {
  return (
    <div className="grid grid-cols-[52px_minmax(0,1fr)] items-baseline gap-x-2">
      <dt className="text-xs text-ink-2">{label}</dt>
      <dd className="flex flex-wrap items-center gap-x-3 text-sm">
        <PortStateLabel state={side.state} />
        {side.service ? <span>{side.service}</span> : null}
        <Instant at={side.seenAt} className="nums text-ink-2" />
        {side.scanId ? (
          <Link href={`/scans/${side.scanId}`} className="link min-h-6 leading-6" aria-label={scan}>
            {t.finding.history.scan}
          </Link>
        ) : (
          <span className="text-ink-2">{words.recheck}</span>
        )}
      </dd>
    </div>
  );
}

/** What it answered before and after, as lines. */
function AnswerDiff({ change, answers }: { change: PortTimelineChange; answers: PortTimeline["answers"] }) {
  const lines = ({ answerId }: Pick<PortSide, "answerId">) => answerLines(answers[String(answerId)]);
  const before = lines(change.before);
  const after = lines(change.after);
  const gone = [change.before, change.after].some(
    ({ answerId }) => answerId !== null && lines({ answerId }).length === 0,
  );
  if (gone) return <p className="text-xs text-ink-2">{words.answerGone}</p>;
  if (before.length + after.length === 0) return null;
  const diff = diffLines(before, after);
  const isSame = diff.every(({ kind }) => kind === "same");
  return (
    <details>
      <summary className="link text-sm">{words.answer}</summary>
      <div className="mt-2">
        {isSame ? (
          <p className="text-sm text-ink-2">{words.sameAnswer}</p>
        ) : (
          <SettingDiffView lines={diff} basis={`${words.before} − / ${words.after} +`} />
        )}
      </div>
    </details>
  );
}

interface Props {
  change: PortTimelineChange;
  strip: PortStrip;
  answers: PortTimeline["answers"];
}

/** One change with the evidence on both sides of it, and what can explain it. */
export function PortChange({ change, strip, answers }: Props) {
  return (
    <li
      id={change.id}
      tabIndex={-1}
      className="grid scroll-mt-16 grid-cols-[minmax(0,1fr)] gap-2 border-t border-line py-3 target:bg-accent-wash target:px-3 lg:grid-cols-2 lg:gap-x-8"
    >
      <div className="grid content-start gap-2">
        <h3 className="flex flex-wrap items-center gap-x-3 gap-y-1 text-sm font-medium">
          <Instant at={change.at} className="nums" />
          <span>{turnWords(change)}</span>
          <VantageBadge kind={strip.vantage.kind} name={strip.vantage.name} />
        </h3>
        <dl className="grid gap-1.5">
          <Side label={words.before} side={change.before} scan={words.scanBefore} />
          <Side label={words.after} side={change.after} scan={words.scanAfter} />
        </dl>
        {change.acrossGap ? <p className="text-xs text-unknown">{words.acrossGap}</p> : null}
      </div>
      <div className="grid min-w-0 grid-cols-[minmax(0,1fr)] content-start gap-2">
        <CauseList causes={change.causes} />
        <AnswerDiff change={change} answers={answers} />
      </div>
    </li>
  );
}
