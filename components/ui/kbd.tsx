import type { ReactNode } from "react";

export function Kbd({ children }: { children: ReactNode }) {
  return (
    <kbd className="whitespace-nowrap rounded-sm border border-line-strong bg-raised px-1 text-[11px] leading-4 text-ink-2">
      {children}
    </kbd>
  );
}
