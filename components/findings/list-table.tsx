"use client";

import { type ReactNode, type RefObject, useEffect } from "react";
import type { Density, FindingColumn } from "../../lib/domain/preferences.ts";
import * as t from "../../lib/messages/index.ts";
import { Link } from "../ui/link.tsx";
import { columnWidths, roomRules, selectWidth } from "./finding-columns.ts";
import "./findings-list.css";
import "./findings-list-narrow.css";
import type { HeadLink } from "./list-entry.ts";
import { useRowWindow } from "./row-window.ts";
import { ShapeSprite } from "./shape-sprite.tsx";

interface Props {
  label: string;
  columns: readonly FindingColumn[];
  labels: Record<FindingColumn, string>;
  density: Density;
  heads: Partial<Record<FindingColumn, HeadLink>>;
  /** The checkbox of the head; null where nothing can be chosen. */
  chooseAll: ReactNode;
  /** Rows there are, loaded or not; and rows that can be shown. */
  total: number;
  count: number;
  /** A row that stays in the page wherever it is scrolled to: the one with the focus. */
  keep: number;
  /** Groups stand in it, and none is unfolded: the heads would stand over nothing. */
  folded: boolean;
  row: (index: number) => ReactNode;
  body: RefObject<HTMLTableSectionElement | null>;
  /** A plain click on a link that opens a finding, or leads elsewhere. */
  onFollow: (link: HTMLAnchorElement) => void;
  /** The focus came to a row. */
  onFocus: (index: number) => void;
}

function Head({ column, label, link }: { column: FindingColumn; label: string; link: HeadLink | undefined }) {
  const width = column === "finding" ? undefined : columnWidths[column];
  const sorted = link?.sorted;
  return (
    <th scope="col" aria-sort={sorted} style={{ width }} className={column === "finding" ? "of-finding" : undefined}>
      {link ? (
        <Link href={link.href} scroll={false}>
          {label}
          {sorted ? <span aria-hidden>{sorted === "ascending" ? " ↑" : " ↓"}</span> : null}
          {sorted ? (
            <span className="sr-only">{sorted === "ascending" ? t.ui.sortedAscending : t.ui.sortedDescending}</span>
          ) : null}
        </Link>
      ) : (
        label
      )}
    </th>
  );
}

function Space({ rows, rowHeight, columns }: { rows: number; rowHeight: number; columns: number }) {
  return (
    <tr aria-hidden className="is-space" style={{ height: rows * rowHeight }}>
      <td colSpan={columns} />
    </tr>
  );
}

const isPlain = ({ button, metaKey, ctrlKey, shiftKey, altKey }: MouseEvent) =>
  button === 0 && !metaKey && !ctrlKey && !shiftKey && !altKey;

/** One listener for all rows: links are followed without loading a page, and what is pointed at says itself in full: a
 * moment with its day, a headline that had no room. */
function useRowEvents({ body, onFollow, onFocus }: Pick<Props, "body" | "onFollow" | "onFocus">): void {
  useEffect(() => {
    const rows = body.current;
    if (!rows) return;
    const click = (event: MouseEvent) => {
      const link = event.target instanceof Element && event.target.closest("a[data-row-link], a.above");
      if (!(link instanceof HTMLAnchorElement) || event.defaultPrevented || !isPlain(event)) return;
      event.preventDefault();
      onFollow(link);
    };
    const point = ({ target }: Event) => {
      if (!(target instanceof HTMLElement) || target.title !== "") return;
      if (target instanceof HTMLTimeElement) target.title = t.time.instant(target.dateTime);
      else if (target.dataset.rowLink !== undefined) target.title = target.textContent;
    };
    const enter = ({ target }: Event) => {
      const index = target instanceof Element ? target.closest("tr")?.dataset.index : undefined;
      if (index !== undefined) onFocus(Number(index));
    };
    rows.addEventListener("click", click);
    rows.addEventListener("focusin", enter);
    rows.addEventListener("pointerover", point);
    return () => {
      rows.removeEventListener("click", click);
      rows.removeEventListener("focusin", enter);
      rows.removeEventListener("pointerover", point);
    };
  }, [body, onFollow, onFocus]);
}

/** The table of the findings page: of many rows only those near the window stand in the page. */
export function ListTable(props: Props) {
  const { label, columns, labels, density, heads, chooseAll, total, count, keep, row, body, folded } = props;
  const { first, end, rowHeight } = useRowWindow(count, body);
  useRowEvents(props);
  const indexes = Array.from({ length: end - first }, (_, index) => first + index);
  if (keep >= 0 && keep < first) indexes.unshift(keep);
  if (keep >= end && keep < count) indexes.push(keep);
  const parts: ReactNode[] = [];
  const width = columns.length + (chooseAll ? 1 : 0);
  let at = 0;
  const leave = (to: number) => {
    if (to > at) parts.push(<Space key={`space-${at}`} rows={to - at} rowHeight={rowHeight} columns={width} />);
  };
  for (const index of indexes) {
    leave(index);
    parts.push(row(index));
    at = index + 1;
  }
  leave(count);
  return (
    <div className="findings-box">
      <style>{roomRules(columns, chooseAll !== null)}</style>
      <ShapeSprite />
      <table
        className="findings-list"
        aria-label={label}
        aria-rowcount={total + 1}
        data-density={density}
        data-plain={chooseAll ? undefined : ""}
        data-folded={folded ? "" : undefined}
      >
        <thead>
          <tr aria-rowindex={1}>
            {chooseAll ? <th style={{ width: selectWidth }}>{chooseAll}</th> : null}
            {columns.map((column) => (
              <Head key={column} column={column} label={labels[column]} link={heads[column]} />
            ))}
          </tr>
        </thead>
        <tbody ref={body}>{parts}</tbody>
      </table>
    </div>
  );
}
