import type { ReactNode } from "react";
import { cn } from "./class-names.ts";

interface Props {
  title: ReactNode;
  /** For the address (#proof) and the label; must be unique on the page. */
  id: string;
  /** Quiet words beside the title: a count, a unit, since when. */
  aside?: ReactNode;
  actions?: ReactNode;
  level?: 2 | 3;
  children: ReactNode;
  className?: string;
}

/** A part of a page under its heading: no box, only space and type. */
export function Section({ title, id, aside, actions, level = 2, children, className }: Props) {
  const Heading = level === 2 ? "h2" : "h3";
  return (
    <section aria-labelledby={`${id}-title`} id={id} className={cn("min-w-0", className)}>
      <div className="mb-2 flex min-h-7 flex-wrap items-center justify-between gap-x-4 gap-y-1">
        <div className="flex min-w-0 flex-wrap items-baseline gap-x-2">
          <Heading id={`${id}-title`} className={level === 2 ? "text-base font-semibold" : "text-sm font-semibold"}>
            {title}
          </Heading>
          {aside ? <span className="nums text-xs text-ink-2">{aside}</span> : null}
        </div>
        {actions}
      </div>
      {children}
    </section>
  );
}

export interface Fact {
  term: string;
  value: ReactNode;
  /** For prose: the value stands under its term over the whole width. */
  wide?: boolean;
}

/** Term and value pairs, as on a type plate. */
export function Facts({ items, className }: { items: Fact[]; className?: string }) {
  return (
    <dl className={cn("grid grid-cols-[max-content_minmax(0,1fr)] gap-x-6 text-sm leading-[26px]", className)}>
      {items.map((item) => (
        <div key={item.term} className="contents">
          <dt className={cn("text-ink-2", item.wide && "col-span-2 mt-1")}>{item.term}</dt>
          <dd
            className={cn(
              "min-w-0 break-words [&_a]:inline-block [&_a]:min-h-6 [&_a]:leading-6",
              item.wide && "col-span-2 mb-1 leading-5",
            )}
          >
            {item.value}
          </dd>
        </div>
      ))}
    </dl>
  );
}
