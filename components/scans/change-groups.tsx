import { ArrowRightLeft, Check, CircleDot, CircleHelp, Equal, Ghost, type LucideIcon } from "lucide-react";
import { type ChangeKind, changeKinds } from "../../lib/domain/finding-state.ts";
import type { ScanChange, ScanDiff } from "../../lib/domain/views/scan-view.ts";
import * as t from "../../lib/messages/index.ts";
import { PortName } from "../port-name.tsx";
import { RichText } from "../rich-text.tsx";
import { cn } from "../ui/class-names.ts";
import { Link } from "../ui/link.tsx";

const words = t.compare;

const looks: Record<ChangeKind, { icon: LucideIcon; colour: string }> = {
  new: { icon: CircleDot, colour: "text-ink" },
  fixed: { icon: Check, colour: "text-pass" },
  changed: { icon: ArrowRightLeft, colour: "text-ink-2" },
  same: { icon: Equal, colour: "text-ink-3" },
  "not-comparable": { icon: CircleHelp, colour: "text-unknown" },
  "gone-with-node": { icon: Ghost, colour: "text-ink-2" },
};

/** How many of each kind, each a link to its rows in the comparison. */
export function ChangeCounts({ counts, hrefOf }: { counts: ScanDiff["counts"]; hrefOf: (kind: ChangeKind) => string }) {
  return (
    <ul className="nums flex flex-wrap gap-x-6 gap-y-2">
      {changeKinds.map((kind) => {
        const { icon: Icon, colour } = looks[kind];
        const content = (
          <>
            <Icon aria-hidden className={cn("size-4 shrink-0", counts[kind] === 0 ? "text-ink-3" : colour)} />
            <span className={cn("text-lg font-semibold", counts[kind] === 0 && "text-ink-3")}>{counts[kind]}</span>
            <span className="text-ink-2">{words.kinds[kind]}</span>
          </>
        );
        const className = "inline-flex items-center gap-1.5 text-sm";
        return (
          <li key={kind} title={words.meaning[kind]}>
            {counts[kind] > 0 ? (
              <Link href={hrefOf(kind)} data-count={counts[kind]} className={cn(className, "hover:underline")}>
                {content}
              </Link>
            ) : (
              <span className={className}>{content}</span>
            )}
          </li>
        );
      })}
    </ul>
  );
}

/** One line: what, where, why. */
export function ChangeLine({ change, mark = false }: { change: ScanChange; mark?: boolean }) {
  const { icon: Icon, colour } = looks[change.kind];
  return (
    <li className="relative grid grid-cols-[auto_minmax(0,1fr)_auto] items-baseline gap-x-2 border-t border-line py-1.5 text-sm hover:bg-raised">
      <span className="self-center">
        {mark ? (
          <>
            <Icon aria-hidden className={cn("size-4", colour)} />
            <span className="sr-only">{words.kinds[change.kind]}</span>
          </>
        ) : null}
      </span>
      <span className="min-w-0">
        {change.findingId ? (
          <Link href={`/findings/${change.findingId}`} className="row-link font-medium">
            {change.headline}
          </Link>
        ) : (
          <span className="font-medium">{change.headline}</span>
        )}
        {change.detail ? (
          <span className="line-clamp-2 text-xs text-ink-2" title={change.detail}>
            <RichText text={change.detail} />
          </span>
        ) : null}
      </span>
      <span className="flex flex-wrap justify-end gap-x-2 text-end text-ink-2 max-md:hidden">
        {change.node}
        {change.port === null ? null : <PortName port={change.port} />}
      </span>
    </li>
  );
}
