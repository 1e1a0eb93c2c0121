"use client";

import { defaultRangeExtractor, type Range, useVirtualizer } from "@tanstack/react-virtual";
import { useRouter } from "next/navigation";
import {
  type FocusEvent,
  type MouseEvent,
  type RefObject,
  useCallback,
  useEffect,
  useMemo,
  useRef,
  useState,
} from "react";
import type { ArrangedMatrix } from "../../lib/domain/matrix-arrange.ts";
import type { MatrixLine } from "../../lib/domain/matrix-lines.ts";
import type { MatrixQuery } from "../../lib/domain/matrix-query.ts";
import { matrixClasses } from "../../lib/domain/views/matrix-view.ts";
import * as t from "../../lib/messages/index.ts";
import { isPlainClick, MatrixHeads } from "./matrix-heads.tsx";
import { asRowGroup } from "./matrix-roles.ts";
import { GroupLine, NodeLine, WaitingLine } from "./matrix-row.tsx";
import { lineKey, useGridFocus } from "./use-grid-focus.ts";
import { useGridSizes } from "./use-grid-sizes.ts";
import type { ChangeQuery } from "./use-matrix-query.ts";
import { usePrinting } from "./use-printing.ts";

interface Props {
  box: RefObject<HTMLDivElement | null>;
  arranged: ArrangedMatrix;
  query: MatrixQuery;
  change: ChangeQuery;
  /** Lines of the first screen, drawn before anything was measured. */
  firstScreen: number;
}

const headHeight = 56;
const printedLines = 400;
const columns = matrixClasses.length;

/** Widths and heights by the width of the screen; useGridSizes reads them. */
const sizes =
  "[--mx-row:2.75rem] [--mx-name:5.5rem] [--mx-col:2.25rem] sm:[--mx-row:2rem] sm:[--mx-name:11rem] sm:[--mx-col:4.5rem] lg:[--mx-name:20rem] lg:[--mx-col:6.5rem]";

/** The line and column that take the focus: what the address names, else the first cell of all. */
function placeOf(lines: readonly MatrixLine[], active: { key: string; column: number }) {
  const line = lines.findIndex((one) => lineKey(one) === active.key);
  return line < 0 ? { line: 0, column: 0 } : { line, column: lines[line]?.kind === "group" ? 0 : active.column };
}

export function MatrixGrid({ box, arranged, query, change, firstScreen }: Props) {
  const { row, column, name, rightToLeft } = useGridSizes(box);
  const printing = usePrinting();
  const { lines, length, vantages, clusters } = arranged;
  const [active, setActive] = useState(() =>
    query.cell
      ? { key: query.cell.node, column: matrixClasses.indexOf(query.cell.class) + 1 }
      : { key: lines[0] ? lineKey(lines[0]) : "", column: 0 },
  );
  const place = useMemo(() => placeOf(lines, active), [lines, active]);

  const rows = useVirtualizer({
    count: length,
    getScrollElement: () => box.current,
    estimateSize: () => row,
    overscan: 8,
    scrollPaddingStart: headHeight,
    initialRect: { width: 1312, height: firstScreen * row },
    rangeExtractor: (range: Range) => {
      if (printing) return Array.from({ length: Math.min(length, printedLines) }, (_, index) => index);
      const drawn = defaultRangeExtractor(range);
      return drawn.includes(place.line) || place.line >= length ? drawn : [...drawn, place.line].sort((a, b) => a - b);
    },
  });
  const across = useVirtualizer({
    horizontal: true,
    count: columns,
    getScrollElement: () => box.current,
    estimateSize: () => column,
    overscan: 1,
    paddingStart: name,
    scrollPaddingStart: name,
    isRtl: rightToLeft,
    initialRect: { width: 1312, height: firstScreen * row },
  });
  const drawnAt = useRef({ row, column, name });
  useEffect(() => {
    const before = drawnAt.current;
    if (before.row === row && before.column === column && before.name === name) return;
    drawnAt.current = { row, column, name };
    rows.measure();
    across.measure();
  }, [row, column, name, rows, across]);

  const show = useCallback(
    (to: { line: number; column: number }) => {
      rows.scrollToIndex(to.line);
      if (to.column > 0) across.scrollToIndex(to.column - 1);
    },
    [rows, across],
  );
  const activate = useCallback(
    (line: MatrixLine | undefined, at: number) => {
      if (!line) return;
      setActive({ key: lineKey(line), column: at });
      const cell = matrixClasses[at - 1];
      const named = line.kind === "node" && cell ? { node: line.row.id, class: cell } : null;
      change((known) => ({ ...known, cell: named }), "quietly");
    },
    [change],
  );
  const page = Math.max(1, Math.floor(((box.current?.clientHeight ?? 640) - headHeight) / row) - 1);
  const { onKeyDown, want } = useGridFocus({
    ...{ box, lines, length, page, rightToLeft, show, activate },
    active: place,
  });

  // A cell that the address names is where one was: it is shown and takes the focus, unless something else has it.
  const named = useRef(query.cell);
  useEffect(() => {
    if (!named.current || lines.length < length) return;
    named.current = null;
    show(place);
    if (document.activeElement === document.body) want(place);
  }, [lines, length, place, show, want]);

  const onToggle = useCallback(
    (key: string) =>
      change(({ folded, ...known }) => {
        const others = folded.filter((one) => one !== key);
        return { ...known, folded: others.length < folded.length ? others : [...folded, key] };
      }, "step"),
    [change],
  );
  const onFocus = useCallback(
    (event: FocusEvent<HTMLDivElement>) => {
      const name = (event.target as HTMLElement).dataset.place;
      const dot = name?.lastIndexOf(".") ?? -1;
      const line = name ? lines.find((one) => lineKey(one) === name.slice(0, dot)) : undefined;
      if (name && line) activate(line, Number(name.slice(dot + 1)));
    },
    [activate, lines],
  );

  const router = useRouter();
  const onClick = useCallback(
    (event: MouseEvent<HTMLElement>) => {
      const link = (event.target as Element).closest<HTMLAnchorElement>("a[data-place]");
      if (!link || !isPlainClick(event)) return;
      event.preventDefault();
      router.push(link.getAttribute("href") ?? "");
    },
    [router],
  );

  const drawn = rows.getVirtualItems();
  const drawnColumns = across.getVirtualItems();
  const from = printing ? 0 : (drawnColumns[0]?.index ?? 0);
  const to = printing ? columns - 1 : (drawnColumns.at(-1)?.index ?? columns - 1);
  const nameOf = new Map(clusters.length > 1 && !query.cluster ? clusters.map(({ id, name: of }) => [id, of]) : []);
  let drawnTo = 0;
  const grid = { role: "grid", "aria-rowcount": length + 1, "aria-colcount": columns + 1 };
  const listeners = { onKeyDown, onFocus, onClick };
  return (
    <>
      <div
        ref={box}
        className={`${sizes} relative max-h-[max(20rem,calc(100dvh-9rem))] overflow-auto overscroll-x-contain rounded-md border border-line print:max-h-none print:overflow-visible`}
      >
        <table {...grid} {...listeners} aria-label={t.matrix.label} className="block w-max min-w-full text-start">
          <thead {...asRowGroup} className="sticky top-0 z-20 block">
            <MatrixHeads summary={arranged.summary} query={query} change={change} from={from} to={to} />
          </thead>
          <tbody {...asRowGroup} className="block" style={printing ? undefined : { height: rows.getTotalSize() }}>
            {drawn.map(({ index, start }) => {
              const line = lines[index];
              const gap = printing ? 0 : Math.max(0, start - drawnTo);
              drawnTo = start + row;
              const shared = { index, gap };
              const isActive = index === place.line;
              if (!line) return <WaitingLine key={index} {...shared} />;
              return line.kind === "node" ? (
                <NodeLine
                  key={line.row.id}
                  {...shared}
                  row={line.row}
                  from={from}
                  to={to}
                  active={isActive ? place.column : null}
                  vantages={vantages}
                  cluster={nameOf.get(line.row.clusterId) ?? null}
                />
              ) : (
                <GroupLine
                  key={lineKey(line)}
                  {...shared}
                  line={line}
                  group={query.group}
                  active={isActive}
                  onToggle={onToggle}
                />
              );
            })}
          </tbody>
        </table>
      </div>
      {printing && length > printedLines ? (
        <p className="text-xs text-ink-2">{t.matrix.partOfPrint(printedLines, length)}</p>
      ) : null}
    </>
  );
}
