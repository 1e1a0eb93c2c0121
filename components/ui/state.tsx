import type { LucideIcon } from "lucide-react";
import { CircleAlert } from "lucide-react";
import type { ReactNode } from "react";
import { cn } from "./class-names.ts";

interface Props {
  icon?: LucideIcon;
  title: string;
  children?: ReactNode;
  actions?: ReactNode;
  className?: string;
  /** Where a list would stand: that it has no rows, said for the numbers that lead here. */
  total?: 0 | undefined;
}

/** Nothing to show, why, and what to do about it. */
export function EmptyState({ icon: Icon, title, children, actions, className, total }: Props) {
  return (
    <div
      data-total={total}
      className={cn(
        "flex flex-col items-start gap-3 rounded-md border border-dashed border-line-strong p-6",
        className,
      )}
    >
      {Icon ? <Icon aria-hidden className="size-5 text-ink-3" /> : null}
      <div className="max-w-prose">
        <p className="font-semibold">{title}</p>
        {children ? <div className="mt-1 text-sm text-ink-2">{children}</div> : null}
      </div>
      {actions ? <div className="flex flex-wrap gap-2">{actions}</div> : null}
    </div>
  );
}

/** Something broke: what, and what to do. */
export function ErrorState({ title, children, actions, className }: Omit<Props, "icon" | "total">) {
  return (
    <div
      role="alert"
      className={cn("flex flex-col items-start gap-3 rounded-md border border-critical p-6", className)}
    >
      <CircleAlert aria-hidden className="size-5 text-critical" />
      <div className="max-w-prose">
        <p className="font-semibold">{title}</p>
        {children ? <div className="mt-1 text-sm text-ink-2">{children}</div> : null}
      </div>
      {actions ? <div className="flex flex-wrap gap-2">{actions}</div> : null}
    </div>
  );
}

/** A line in the page that needs reading: lost permission, partial scan, missing data. */
export function Notice({
  tone = "neutral",
  icon: Icon,
  children,
  className,
}: {
  tone?: "neutral" | "unknown" | "critical" | "pass";
  icon?: LucideIcon;
  children: ReactNode;
  className?: string;
}) {
  const tones = {
    neutral: "bg-raised",
    unknown: "bg-unknown-wash [&>svg]:text-unknown",
    critical: "bg-critical-wash [&>svg]:text-critical",
    pass: "bg-pass-wash [&>svg]:text-pass",
  };
  return (
    <div className={cn("flex items-start gap-2 rounded-md px-3 py-2 text-sm", tones[tone], className)}>
      {Icon ? <Icon aria-hidden className="mt-0.5 size-4 shrink-0" /> : null}
      <div className="min-w-0">{children}</div>
    </div>
  );
}
