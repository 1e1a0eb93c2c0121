import type { ReactNode } from "react";
import { cn } from "../ui/class-names.ts";
import { type Span, shareOf } from "./time-axis.ts";

/** How a stretch is filled: a pattern, never a hue alone. */
export type Fill = "solid" | "hatched" | "half" | "outline" | "dashed";

const fills: Record<Fill, string> = {
  solid: "border-ink-2 bg-ink-2 text-page",
  hatched: "stretch-hatched border-ink-2 text-ink",
  half: "stretch-half border-ink-2 text-ink",
  outline: "border-line-strong bg-page text-ink-2",
  dashed: "border-dashed border-unknown bg-page text-unknown",
};

interface Props {
  since: string;
  until: string | null;
  span: Span;
  fill: Fill;
  /** Glyph and word; left out where the stretch is too narrow for them. */
  label: ReactNode;
  /** The whole sentence. */
  title: string;
  className?: string;
}

/** Below this share of the strip a word would only be cut off; on a narrow screen sooner. */
const wordShare = 0.07;
const narrowWordShare = 0.22;

/** One stretch of a strip, laid between its two instants. */
export function StretchBar({ since, until, span, fill, label, title, className }: Props) {
  const from = shareOf(since, span);
  const width = (until === null ? 1 : shareOf(until, span)) - from;
  return (
    <li
      className={cn(
        "absolute inset-y-0 flex min-w-[3px] items-center overflow-hidden rounded-sm border text-xs",
        fills[fill],
        className,
      )}
      style={{ left: `${from * 100}%`, width: `${width * 100}%` }}
      title={title}
    >
      <span className="sr-only">{title}</span>
      {width >= wordShare ? (
        <span
          aria-hidden
          className={cn(
            "inline-flex items-center gap-1 truncate px-1.5 [&_svg]:text-current",
            width < narrowWordShare && "max-md:hidden",
          )}
        >
          {label}
        </span>
      ) : null}
    </li>
  );
}
