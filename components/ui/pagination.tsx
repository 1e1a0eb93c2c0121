import { ChevronRight, ChevronsLeft } from "lucide-react";
import * as t from "../../lib/messages/index.ts";
import { LinkButton } from "./button.tsx";

interface Props {
  shown: number;
  total: number;
  /** The total stopped counting: there are as many, or more. */
  atLeast?: boolean;
  /** Address of the first page, when this is not it. */
  firstHref: string | null;
  nextHref: string | null;
}

/** Keyset paging: forward by cursor, back by the browser or to the start. */
export function Pagination({ shown, total, atLeast = false, firstHref, nextHref }: Props) {
  return (
    <nav aria-label={t.ui.pagination.label} className="nums mt-3 flex items-center justify-between gap-4 text-sm">
      <span className="text-ink-2" data-total={atLeast ? undefined : total}>
        {atLeast ? t.ui.pagination.shownOfMany(shown, total) : t.ui.pagination.shown(shown, total)}
      </span>
      <span className="flex gap-2">
        {firstHref ? (
          <LinkButton href={firstHref} size="sm">
            <ChevronsLeft aria-hidden />
            {t.ui.pagination.first}
          </LinkButton>
        ) : null}
        {nextHref ? (
          <LinkButton href={nextHref} size="sm" rel="next">
            {t.ui.pagination.next}
            <ChevronRight aria-hidden />
          </LinkButton>
        ) : null}
      </span>
    </nav>
  );
}
