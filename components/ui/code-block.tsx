import type { ReactNode } from "react";
import { cn } from "./class-names.ts";
import { CopyButton } from "./copy-button.tsx";

/** Spread, because a box that scrolls must take focus to be scrolled with the keyboard (WCAG 2.1.1). */
const scrollable = (label: string) => ({ role: "group", tabIndex: 0, "aria-label": label });

interface Props {
  /** What the copy button copies, and what is shown unless `children` show it with marks. */
  code: string;
  /** The file it belongs into, or what it is. */
  title?: ReactNode;
  label: string;
  copyLabel?: string;
  children?: ReactNode;
  className?: string;
}

/** Code to run or paste, with a copy button; long lines scroll in the block. */
export function CodeBlock({ code, title, label, copyLabel, children, className }: Props) {
  const copy = <CopyButton text={code} {...(copyLabel ? { label: copyLabel } : {})} />;
  return (
    <div className={cn("rounded-md border border-line bg-raised", className)}>
      {title ? (
        <div className="flex items-center border-b border-line pe-0.5">
          <div className="min-w-0 flex-1 truncate py-1 ps-3 font-mono text-xs text-ink-2">{title}</div>
          {copy}
        </div>
      ) : null}
      <div className="flex items-start">
        <pre {...scrollable(label)} className="min-w-0 flex-1 overflow-x-auto px-3 py-2 text-xs leading-[19px]">
          <code className="text-[12px]">{children ?? code}</code>
        </pre>
        {title ? null : <div className="p-0.5">{copy}</div>}
      </div>
    </div>
  );
}
