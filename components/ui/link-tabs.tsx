import type { ReactNode } from "react";
import { cn } from "./class-names.ts";
import { Link } from "./link.tsx";

export interface LinkTab {
  href: string;
  label: ReactNode;
  current: boolean;
}

/** Tabs that are addresses: they can be shared, opened apart, and work before any script has loaded. */
export function LinkTabs({ label, tabs, className }: { label: string; tabs: LinkTab[]; className?: string }) {
  return (
    <nav aria-label={label} className={cn("flex gap-4 overflow-x-auto border-b border-line", className)}>
      {tabs.map((tab) => (
        <Link
          key={tab.href}
          href={tab.href}
          scroll={false}
          aria-current={tab.current ? "page" : undefined}
          className="-mb-px inline-flex h-8 min-w-6 shrink-0 items-center gap-1.5 whitespace-nowrap border-b-2 border-transparent text-sm text-ink-2 hover:text-ink focus-visible:-outline-offset-2 aria-[current=page]:border-accent aria-[current=page]:font-medium aria-[current=page]:text-ink"
        >
          {tab.label}
        </Link>
      ))}
    </nav>
  );
}

/** A small choice of few, side by side: 7 / 30 / 90 days, group by. */
export function LinkSwitch({ label, tabs, className }: { label: string; tabs: LinkTab[]; className?: string }) {
  return (
    <nav
      aria-label={label}
      className={cn("inline-flex max-w-full flex-wrap rounded-md border border-line-strong p-px", className)}
    >
      {tabs.map((tab) => (
        <Link
          key={tab.href}
          href={tab.href}
          scroll={false}
          aria-current={tab.current ? "true" : undefined}
          className="rounded-[4px] px-2 text-xs leading-[24px] whitespace-nowrap text-ink-2 hover:text-ink aria-[current=true]:bg-sunken aria-[current=true]:font-medium aria-[current=true]:text-ink"
        >
          {tab.label}
        </Link>
      ))}
    </nav>
  );
}
