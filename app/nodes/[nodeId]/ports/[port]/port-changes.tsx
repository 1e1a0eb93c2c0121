import { Section } from "../../../../../components/ui/section.tsx";
import type { PortTimeline } from "../../../../../lib/domain/views/timeline-view.ts";
import * as t from "../../../../../lib/messages/index.ts";
import { PortChange } from "./port-change.tsx";

const words = t.timeline;

/** So many stand open; earlier ones are folded away. */
const unfolded = 20;

/** Every change of every strip, newest first. */
export function PortChanges({ timeline }: { timeline: PortTimeline }) {
  const changes = timeline.strips
    .flatMap((strip) => strip.changes.map((change) => ({ strip, change })))
    .sort((a, b) => Date.parse(b.change.at) - Date.parse(a.change.at));
  const rows = (some: typeof changes) =>
    some.map(({ strip, change }) => (
      <PortChange key={change.id} change={change} strip={strip} answers={timeline.answers} />
    ));
  const isCut = timeline.strips.some((strip) => strip.isCut);
  const earlier = changes.slice(unfolded);
  return (
    <Section id="changes" title={words.change.title} aside={words.port.changes(changes.length)}>
      {changes.length === 0 ? (
        <p className="border-t border-line py-2 text-sm text-ink-2">{words.port.noChange}</p>
      ) : (
        <ol>{rows(changes.slice(0, unfolded))}</ol>
      )}
      {earlier.length > 0 ? (
        <details>
          <summary className="link text-sm">{words.change.more(earlier.length)}</summary>
          <ol>{rows(earlier)}</ol>
        </details>
      ) : null}
      {isCut ? <p className="mt-2 text-sm text-ink-2">{words.change.cut(changes.length)}</p> : null}
    </Section>
  );
}
