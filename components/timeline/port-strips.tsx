import type { PortStrip, PortTimeline, TimelineCause } from "../../lib/domain/views/timeline-view.ts";
import * as t from "../../lib/messages/index.ts";
import { PortStateGlyph } from "../port-state-glyph.tsx";
import { Tooltip } from "../ui/tooltip.tsx";
import { VantageBadge } from "../vantage-badge.tsx";
import { CauseIcon } from "./cause-icon.tsx";
import { ChangeMarks } from "./change-marks.tsx";
import { fillOf, stateWords, stretchWords } from "./port-words.ts";
import { StretchBar } from "./stretch-bar.tsx";
import { groupClose, type Span } from "./time-axis.ts";
import { TickLines, TimeScale } from "./time-scale.tsx";

const words = t.timeline;

/** Marks closer than this share of the strip would lie on each other; a word needs more room. */
const apart = 0.03;
const wordRoom = 0.17;

interface Mark {
  at: string;
  /** The change it can explain; else the node's own timeline tells of it. */
  href: string;
  cause: TimelineCause;
}

/** What can explain the changes, drawn where it happened: one mark a cause, however many strips it shows in. */
function CauseMarks({ timeline, span }: { timeline: PortTimeline; span: Span }) {
  const explaining = timeline.strips.flatMap(({ changes }) =>
    changes.flatMap(({ id, causes }): Mark[] => {
      const [cause] = causes;
      return cause ? [{ at: cause.at, href: `#${id}`, cause }] : [];
    }),
  );
  const own = `/nodes/${timeline.nodeId}/timeline?kind=node`;
  const machine = timeline.machine.map((cause): Mark => ({ at: cause.at, href: own, cause }));
  const all = [...machine, ...explaining];
  const marks = [...new Map(all.map((mark) => [mark.cause.id, mark])).values()];
  const groups = groupClose(marks, span, apart);
  if (groups.length === 0) return null;
  return (
    <ul dir="ltr" aria-label={words.change.causes} className="relative h-6 max-md:hidden">
      {groups.map(({ share, items: [mark, ...others] }, index) => {
        const room = (groups[index + 1]?.share ?? 1) - share;
        const name = t.changes.kinds[mark.cause.kind];
        const hidden = share > 1 - wordRoom || room < wordRoom;
        return (
          <li key={mark.cause.id} className="absolute top-0" style={{ left: `${share * 100}%` }}>
            <Tooltip content={mark.cause.message}>
              <a
                href={mark.href}
                aria-label={words.change.jump(`${name}: ${mark.cause.message}`, t.time.instant(mark.at))}
                className="flex h-6 min-w-6 -translate-x-3 items-center gap-1 rounded-sm px-[5px] text-xs whitespace-nowrap text-ink-2 hover:text-ink"
              >
                <CauseIcon kind={mark.cause.kind} />
                {hidden ? null : <span>{name}</span>}
                {others.length > 0 ? <span>{words.more(others.length)}</span> : null}
              </a>
            </Tooltip>
          </li>
        );
      })}
    </ul>
  );
}

function Strip({ strip, span }: { strip: PortStrip; span: Span }) {
  const { vantage, address, stretches, changes } = strip;
  return (
    <div className="contents">
      <div className="flex min-w-0 flex-wrap items-center gap-x-2 self-start md:min-h-7">
        <VantageBadge kind={vantage.kind} name={vantage.name} />
        <code className="text-[11px] text-ink-2">{address}</code>
      </div>
      <div className="relative pb-7">
        <TickLines span={span} />
        <ol dir="ltr" aria-label={words.port.from(vantage.name, address)} className="relative h-7">
          {stretches.map((stretch) => (
            <StretchBar
              key={stretch.since}
              since={stretch.since}
              until={stretch.until}
              span={span}
              fill={fillOf(stretch)}
              title={stretchWords(stretch)}
              label={
                <>
                  <PortStateGlyph state={stretch.state} className="size-3" />
                  {stateWords(stretch)}
                </>
              }
            />
          ))}
        </ol>
        <ChangeMarks changes={changes} span={span} />
      </div>
    </div>
  );
}

function Legend() {
  return (
    <p className="mt-3 flex flex-wrap items-center gap-x-4 gap-y-1 text-xs text-ink-2">
      <span>{words.port.legend}:</span>
      {(["open", "open|filtered", "filtered", "closed", "unknown"] as const).map((state) => (
        <span key={state} className="inline-flex items-center gap-1.5" title={t.words.portStateMeaning[state]}>
          <PortStateGlyph state={state} className="size-3" />
          {t.words.portState[state]}
        </span>
      ))}
    </p>
  );
}

/** A port through time: one strip for each address and vantage, causes above, every change a link to its proof. */
export function PortStrips({ timeline }: { timeline: PortTimeline }) {
  const span = { from: timeline.from, to: timeline.to };
  const shown = timeline.strips.filter(({ stretches }) => stretches.length > 0);
  return (
    <div>
      <div className="grid grid-cols-[minmax(0,1fr)] gap-x-4 md:grid-cols-[200px_minmax(0,1fr)]">
        <span className="max-md:hidden" />
        <CauseMarks timeline={timeline} span={span} />
        {shown.map((strip) => (
          <Strip key={strip.id} strip={strip} span={span} />
        ))}
        <span className="max-md:hidden" />
        <TimeScale span={span} className="-mt-1" />
      </div>
      <Legend />
    </div>
  );
}
