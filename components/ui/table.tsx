import { ArrowDown, ArrowUp } from "lucide-react";
import type { ComponentProps, ReactNode } from "react";
import * as t from "../../lib/messages/index.ts";
import { cn } from "./class-names.ts";
import { Link } from "./link.tsx";

/** Spread, because a scrolling region without links must take focus to be scrolled with the keyboard (WCAG 2.1.1). */
const focusable = { role: "region", tabIndex: 0 };

/**
 * A table that scrolls sideways in its own box, so that the page never does. `label` is its name.
 * Set `scrollable` where its rows hold nothing that takes focus.
 */
export function Table({
  label,
  className,
  children,
  scrollable = false,
}: {
  label: string;
  className?: string;
  children: ReactNode;
  scrollable?: boolean;
}) {
  return (
    <div className="relative w-full overflow-x-auto" {...(scrollable ? { ...focusable, "aria-label": label } : {})}>
      <table aria-label={label} className={cn("w-full border-collapse text-start text-sm", className)}>
        {children}
      </table>
    </div>
  );
}

export function TableHead({ children }: { children: ReactNode }) {
  return (
    <thead>
      <tr className="border-b border-line-strong">{children}</tr>
    </thead>
  );
}

type HeaderProps = ComponentProps<"th"> & {
  /** Address that sorts by this column; the column cannot be sorted without. */
  sortHref?: string | undefined;
  sorted?: "ascending" | "descending" | undefined;
};

export function TableHeader({ sortHref, sorted, className, children, ...rest }: HeaderProps) {
  const Arrow = sorted === "ascending" ? ArrowUp : ArrowDown;
  return (
    <th
      scope="col"
      aria-sort={sorted}
      className={cn(
        "h-8 whitespace-nowrap px-2 text-start text-xs font-medium text-ink-2 first:ps-0 last:pe-0",
        className,
      )}
      {...rest}
    >
      {sortHref === undefined ? (
        children
      ) : (
        <Link href={sortHref} className="inline-flex items-center gap-1 hover:text-ink hover:underline" scroll={false}>
          {children}
          {sorted ? <Arrow aria-hidden className="size-3" /> : null}
          <span className="sr-only">
            {sorted === "ascending" ? t.ui.sortedAscending : sorted ? t.ui.sortedDescending : ""}
          </span>
        </Link>
      )}
    </th>
  );
}

export function TableBody({ children }: { children: ReactNode }) {
  return <tbody>{children}</tbody>;
}

/** One row. Put `row-link` on its main link to make the whole row its target. */
export function TableRow({ className, ...rest }: ComponentProps<"tr">) {
  return <tr className={cn("relative h-(--row) border-b border-line hover:bg-raised", className)} {...rest} />;
}

export function TableCell({ className, ...rest }: ComponentProps<"td">) {
  return <td className={cn("px-2 py-(--row-pad) align-middle first:ps-0 last:pe-0", className)} {...rest} />;
}
