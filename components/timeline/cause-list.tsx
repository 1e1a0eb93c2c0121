import type { TimelineCause } from "../../lib/domain/views/timeline-view.ts";
import * as t from "../../lib/messages/index.ts";
import { Badge } from "../ui/badge.tsx";
import { CauseIcon } from "./cause-icon.tsx";

const words = t.timeline.change;

/** What can explain a change, with how much of it is known. */
export function CauseList({ causes }: { causes: readonly TimelineCause[] }) {
  if (causes.length === 0) return <p className="text-sm text-ink-2">{words.noCause}</p>;
  return (
    <ul className="grid gap-1.5 text-sm" aria-label={words.causes}>
      {causes.map(({ id, kind, message, relation }) => (
        <li key={id} className="grid grid-cols-[14px_minmax(0,1fr)] gap-x-2">
          <span className="mt-[3px] text-ink-2">
            <CauseIcon kind={kind} />
          </span>
          <span className="min-w-0 break-words">
            {message}{" "}
            <Badge tone={relation === "explains" ? "accent" : "outline"} title={words.relationMeaning[relation]}>
              {words.relation[relation]}
            </Badge>
          </span>
        </li>
      ))}
    </ul>
  );
}
