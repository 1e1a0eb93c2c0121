import * as t from "../../lib/messages/index.ts";
import { Link } from "../ui/link.tsx";

/** The mark: three waves against a wall. */
export function Mark({ className }: { className?: string }) {
  return (
    <svg viewBox="0 0 20 20" aria-hidden="true" className={className}>
      <path d="M14.5 2.5h3v15h-3z" fill="currentColor" />
      <path
        d="M2 6.2c2.1 0 2.1-1.9 4.2-1.9s2.1 1.9 4.2 1.9M2 11c2.1 0 2.1-1.9 4.2-1.9s2.1 1.9 4.2 1.9M2 15.8c2.1 0 2.1-1.9 4.2-1.9s2.1 1.9 4.2 1.9"
        fill="none"
        stroke="var(--accent)"
        strokeWidth="1.7"
        strokeLinecap="round"
      />
    </svg>
  );
}

export function Brand({ compact = false }: { compact?: boolean }) {
  return (
    <Link href="/" className="flex items-center gap-2 text-base font-semibold tracking-tight" aria-label={t.ui.product}>
      <Mark className="size-5 shrink-0" />
      {compact ? null : t.ui.product}
    </Link>
  );
}
