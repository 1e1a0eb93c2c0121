import * as t from "../../lib/messages/index.ts";
import { cn } from "./class-names.ts";

/** A place where something will stand. */
export function Skeleton({ className }: { className?: string }) {
  return <div aria-hidden className={cn("animate-pulse rounded-sm bg-sunken", className)} />;
}

/** A page on its way: heading, a strip and rows, in the sizes they will have. */
export function PageSkeleton({ rows = 10 }: { rows?: number }) {
  return (
    <div role="status" aria-label={t.ui.loading}>
      <Skeleton className="h-7 w-56" />
      <Skeleton className="mt-3 h-4 w-96 max-w-full" />
      <div className="mt-8 grid gap-3">
        {Array.from({ length: rows }, (_, row) => `row-${row}`).map((key) => (
          <Skeleton key={key} className="h-5 w-full" />
        ))}
      </div>
    </div>
  );
}
