import type { FindingStretch, FindingTimeline, VerdictStretch } from "../../lib/domain/views/timeline-view.ts";
import * as t from "../../lib/messages/index.ts";
import { SeverityShape } from "../severity-shape.tsx";
import { Tooltip } from "../ui/tooltip.tsx";
import { type Fill, StretchBar } from "./stretch-bar.tsx";
import { groupClose, type Span } from "./time-axis.ts";
import { TickLines, TimeScale } from "./time-scale.tsx";

const words = t.timeline;

const untilOf = (until: string | null) => (until === null ? null : t.time.instant(until));

function stateFill({ state }: FindingStretch): Fill {
  return state === "open" ? "solid" : "half";
}

const verdictFills: Record<VerdictStretch["verdict"], Fill> = {
  fail: "solid",
  pass: "outline",
  unknown: "dashed",
  "not-applicable": "hatched",
};

const verdictWords = ({ verdict, gap }: VerdictStretch) => (gap ? words.gapShort[gap] : t.words.verdict[verdict]);

function States({ states, span }: { states: readonly FindingStretch[]; span: Span }) {
  return (
    <div className="relative pb-2">
      <TickLines span={span} />
      <ol dir="ltr" aria-label={words.finding.states} className="relative h-7">
        {states.map((stretch) => {
          const { severity, state, since, until, endedAs } = stretch;
          const name = words.finding.stood(t.words.severity[severity], t.words.findingState[state]);
          const how = endedAs && endedAs in t.words.resolution ? (endedAs as keyof typeof t.words.resolution) : null;
          const end = how ? `; ${words.finding.endedAs(t.words.resolution[how])}` : "";
          return (
            <StretchBar
              key={since}
              since={since}
              until={until}
              span={span}
              fill={stateFill(stretch)}
              title={`${words.port.stretch(name, t.time.instant(since), untilOf(until))}${end}`}
              label={
                <>
                  <SeverityShape shape={severity} className="size-3" />
                  {name}
                </>
              }
            />
          );
        })}
      </ol>
    </div>
  );
}

/** Marks closer than this lie on each other. */
const apart = 0.06;

function Turns({ changes, span }: { changes: FindingTimeline["changes"]; span: Span }) {
  return (
    <ul dir="ltr" className="absolute inset-x-0 bottom-0 h-6">
      {groupClose(changes, span, apart).map(({ share, items: [first, ...others] }) => {
        const last = others.at(-1) ?? first;
        const turn = words.finding.turn(verdictWords(last.before), verdictWords(last.after));
        const what =
          others.length > 0
            ? words.change.several(others.length + 1, `${turn}, ${t.time.instant(last.at)}`)
            : words.change.jump(turn, t.time.instant(last.at));
        return (
          <li key={first.id} className="absolute top-0" style={{ left: `${share * 100}%` }}>
            <Tooltip content={what}>
              <a
                href={`#${last.id}`}
                aria-label={what}
                className="nums flex size-6 -translate-x-1/2 items-center justify-center text-xs text-ink-2 before:absolute before:-top-1.5 before:h-2.5 before:w-px before:bg-ink hover:text-ink"
              >
                {others.length > 0 ? (
                  others.length + 1
                ) : (
                  <SeverityShape
                    shape={
                      last.after.verdict === "fail"
                        ? last.after.severity
                        : last.after.verdict === "pass"
                          ? "pass"
                          : "unknown"
                    }
                    className="size-3"
                  />
                )}
              </a>
            </Tooltip>
          </li>
        );
      })}
    </ul>
  );
}

function Verdicts({ timeline, span }: { timeline: FindingTimeline; span: Span }) {
  return (
    <div className="relative pb-7">
      <TickLines span={span} />
      <ol dir="ltr" aria-label={words.finding.verdicts} className="relative h-7">
        {timeline.verdicts.map((stretch) => (
          <StretchBar
            key={stretch.since}
            since={stretch.since}
            until={stretch.until}
            span={span}
            fill={verdictFills[stretch.verdict]}
            title={words.port.stretch(verdictWords(stretch), t.time.instant(stretch.since), untilOf(stretch.until))}
            label={verdictWords(stretch)}
          />
        ))}
      </ol>
      <Turns changes={timeline.changes} span={span} />
    </div>
  );
}

/** A finding through time: how it stood, and under it what its check said, with gaps where nobody could say. */
export function FindingStrip({ timeline }: { timeline: FindingTimeline }) {
  const span = { from: timeline.from, to: timeline.to };
  if (timeline.states.length + timeline.verdicts.length === 0) {
    return <p className="text-sm text-ink-2">{words.finding.none}</p>;
  }
  const label = "self-start text-xs leading-7 text-ink-2";
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-x-4 md:grid-cols-[88px_minmax(0,1fr)]">
      <span className={label}>{words.finding.states}</span>
      <States states={timeline.states} span={span} />
      <span className={label}>{words.finding.verdicts}</span>
      <Verdicts timeline={timeline} span={span} />
      <span className="max-md:hidden" />
      <TimeScale span={span} className="-mt-1" />
    </div>
  );
}
