import {
  ArrowRightLeft,
  Check,
  CircleDot,
  CircleHelp,
  Equal,
  Ghost,
  type LucideIcon,
  Square,
  SquareDashed,
} from "lucide-react";
import type { ChangeKind } from "../../lib/domain/finding-state.ts";
import type { NodeDifferenceKind } from "../../lib/domain/views/compare-view.ts";
import * as t from "../../lib/messages/index.ts";
import { cn } from "../ui/class-names.ts";

type Kind = ChangeKind | NodeDifferenceKind;

const looks: Record<Kind, { icon: LucideIcon; colour: string }> = {
  new: { icon: CircleDot, colour: "text-ink" },
  fixed: { icon: Check, colour: "text-pass" },
  changed: { icon: ArrowRightLeft, colour: "text-ink-2" },
  same: { icon: Equal, colour: "text-ink-3" },
  "not-comparable": { icon: CircleHelp, colour: "text-unknown" },
  "gone-with-node": { icon: Ghost, colour: "text-ink-2" },
  differs: { icon: ArrowRightLeft, colour: "text-ink" },
  "only-a": { icon: Square, colour: "text-ink-2" },
  "only-b": { icon: SquareDashed, colour: "text-ink-2" },
};

export const kindWord = (kind: Kind): string => ({ ...t.compare.nodeKinds, ...t.compare.kinds })[kind];

/** The sign of a kind of difference; its word stands beside it. */
export function KindMark({ kind, muted = false }: { kind: Kind; muted?: boolean }) {
  const { icon: Icon, colour } = looks[kind];
  return <Icon aria-hidden className={cn("size-4 shrink-0", muted ? "text-ink-3" : colour)} />;
}

/** Sign and word. */
export function KindLabel({ kind }: { kind: Kind }) {
  return (
    <span className="inline-flex items-center gap-1.5 whitespace-nowrap">
      <KindMark kind={kind} />
      {kindWord(kind)}
    </span>
  );
}
