import { ChevronDown, ChevronRight } from "lucide-react";
import type { ReactNode } from "react";
import type { ChangeKind } from "../../lib/domain/finding-state.ts";
import type { NodeDifferenceKind } from "../../lib/domain/views/compare-view.ts";
import * as t from "../../lib/messages/index.ts";
import { RichText } from "../rich-text.tsx";
import { Link } from "../ui/link.tsx";
import { TableCell, TableHead, TableHeader, TableRow } from "../ui/table.tsx";
import { KindLabel } from "./kind-mark.tsx";

const words = t.compare.columns;

interface Props {
  kind: ChangeKind | NodeDifferenceKind;
  title: ReactNode;
  detail: string | null;
  /** What stands at the right: where it is. */
  place: ReactNode;
  mark: ReactNode;
  /** Opens the row, or closes it again; null where there is nothing more to see. */
  href: string | null;
  /** What the opened row shows. */
  opened: ReactNode;
}

export function DifferenceHead({ place = words.node }: { place?: string }) {
  return (
    <TableHead>
      <TableHeader>{words.kind}</TableHeader>
      <TableHeader>{words.what}</TableHeader>
      <TableHeader className="text-end max-md:hidden">{place}</TableHeader>
    </TableHead>
  );
}

/** One difference; its address opens it in place, so that an opened one can be sent. */
export function DifferenceRow({ kind, title, detail, place, mark, href, opened }: Props) {
  const Arrow = opened ? ChevronDown : ChevronRight;
  const content = (
    <>
      {mark} <span className="min-w-0">{title}</span>
    </>
  );
  return (
    <>
      <TableRow className={opened ? "border-b-0 bg-raised" : ""}>
        <TableCell className="w-px py-1.5 align-top whitespace-nowrap max-sm:[&_span]:text-xs">
          <KindLabel kind={kind} />
        </TableCell>
        <TableCell className="py-1.5 align-top">
          {href === null ? (
            <span className="inline-flex items-baseline gap-1.5 font-medium">{content}</span>
          ) : (
            <Link
              href={href}
              scroll={false}
              data-row-link
              aria-expanded={opened !== null}
              className="row-link inline-flex items-baseline gap-1.5 font-medium"
            >
              <Arrow aria-hidden className="size-3.5 shrink-0 self-center text-ink-3" />
              {content}
            </Link>
          )}
          {detail ? (
            <span className="line-clamp-2 ps-5 text-xs text-ink-2" title={detail}>
              <RichText text={detail} />
            </span>
          ) : null}
          <span className="block ps-5 text-xs text-ink-2 md:hidden">{place}</span>
        </TableCell>
        <TableCell className="w-px py-1.5 text-end align-top whitespace-nowrap text-ink-2 max-md:hidden">
          {place}
        </TableCell>
      </TableRow>
      {opened ? (
        <tr className="border-b border-line bg-raised">
          <td colSpan={3} className="px-2 pt-1 pb-4 sm:ps-7">
            {opened}
          </td>
        </tr>
      ) : null}
    </>
  );
}
