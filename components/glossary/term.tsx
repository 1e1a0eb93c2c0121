import type { ReactNode } from "react";
import type { GlossaryTerm } from "../../lib/domain/glossary/index.ts";
import { cn } from "../ui/class-names.ts";
import { Link } from "../ui/link.tsx";

/** A word that the glossary explains where one points or focuses; followed, it leads to its entry. */
export function Term({ id, className, children }: { id: GlossaryTerm; className?: string; children: ReactNode }) {
  return (
    <Link
      href={`/glossary#${id}`}
      data-term={id}
      className={cn("relative z-10 underline decoration-line-strong decoration-dotted underline-offset-2", className)}
    >
      {children}
    </Link>
  );
}
