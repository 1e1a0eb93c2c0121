import type { PortTimelineChange } from "../../lib/domain/views/timeline-view.ts";
import * as t from "../../lib/messages/index.ts";
import { PortStateGlyph } from "../port-state-glyph.tsx";
import { cn } from "../ui/class-names.ts";
import { Tooltip } from "../ui/tooltip.tsx";
import { turnWords } from "./port-words.ts";
import { groupClose, type Span } from "./time-axis.ts";

const words = t.timeline.change;

interface Props {
  changes: readonly PortTimelineChange[];
  span: Span;
}

/** A link of 24 px has to have its own place: changes closer than that are one mark. */
function Marks({ changes, span, apart, className }: Props & { apart: number; className: string }) {
  return (
    <ul dir="ltr" className={cn("absolute inset-x-0 bottom-0 h-6", className)}>
      {groupClose(changes, span, apart).map(({ share, items: [first, ...others] }) => {
        const last = others.at(-1) ?? first;
        const what =
          others.length > 0
            ? words.several(others.length + 1, `${turnWords(last)}, ${t.time.instant(last.at)}`)
            : words.jump(turnWords(first), t.time.instant(first.at));
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
                  <PortStateGlyph state={first.after.state} className="size-3" />
                )}
              </a>
            </Tooltip>
          </li>
        );
      })}
    </ul>
  );
}

/** Every change under its strip, as a link to the proof on both sides; on a narrow screen fewer places are apart. */
export function ChangeMarks({ changes, span }: Props) {
  if (changes.length === 0) return null;
  return (
    <>
      <Marks changes={changes} span={span} apart={0.035} className="max-md:hidden" />
      <Marks changes={changes} span={span} apart={0.09} className="md:hidden" />
    </>
  );
}
