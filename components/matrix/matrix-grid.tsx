"use client";

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
import { useGridWindow } from "./use-grid-window.ts";
import type { ChangeQuery } from "./use-matrix-query.ts";
import { usePrinting } from "./use-printing.ts";
import type { Slice } from "./visible-slice.ts";

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

/** Widths and heights by the room there is; useGridSizes reads them. */
const sizes =
  "[--mx-row:2.75rem] [--mx-name:5.5rem] @2xl:[--mx-row:var(--row)] @2xl:[--mx-name:11rem] @2xl:[--mx-col:4.25rem] @4xl:[--mx-col:5.5rem] @5xl:[--mx-name:19rem] @5xl:[--mx-col:6.25rem]";
/** Columns on a phone by the number of vantages, whose squares stand in one line up to three. */
const narrow = [
  "[--mx-col:2.25rem]",
  "[--mx-col:2.25rem]",
  "[--mx-col:2.75rem]",
  "[--mx-col:3.75rem]",
  "[--mx-col:2.75rem]",
  "[--mx-col:3.25rem]",
  "[--mx-col:3.25rem]",
];

/** The line and column that take the focus: what the address names, else the first cell of all. */
function placeOf(lines: readonly MatrixLine[], active: { key: string; column: number }) {
  const line = lines.findIndex((one) => lineKey(one) === active.key);
  return line < 0 ? { line: 0, column: 0 } : { line, column: lines[line]?.kind === "group" ? 0 : active.column };
}

/** Lines to draw: those in sight and the one that has the focus; on paper, where `active` is null, the first. */
function indexes({ from, to }: Slice, length: number, active: number | null): number[] {
  if (active === null) return Array.from({ length: Math.min(length, printedLines) }, (_, index) => index);
  const inSight = Array.from({ length: Math.max(0, Math.min(to, length - 1) - from + 1) }, (_, index) => from + index);
  if (active >= length || (from <= active && active <= to)) return inSight;
  return active < from ? [active, ...inSight] : [...inSight, active];
}

export function MatrixGrid({ box, arranged, query, change, firstScreen }: Props) {
  const measured = useGridSizes(box);
  const { row, rightToLeft } = measured;
  const printing = usePrinting();
  const { lines, length, vantages, clusters } = arranged;
  const [active, setActive] = useState(() =>
    query.cell
      ? { key: query.cell.node, column: matrixClasses.indexOf(query.cell.class) + 1 }
      : { key: lines[0] ? lineKey(lines[0]) : "", column: 0 },
  );
  const place = useMemo(() => placeOf(lines, active), [lines, active]);

  const { drawn, show } = useGridWindow(box, { lines: length, columns, sizes: measured, firstScreen });
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

  const { from, to } = printing ? { from: 0, to: columns - 1 } : drawn.columns;
  const nameOf = new Map(clusters.length > 1 && !query.cluster ? clusters.map(({ id, name: of }) => [id, of]) : []);
  let drawnTo = -1;
  const grid = { role: "grid", "aria-rowcount": length + 1, "aria-colcount": columns + 1 };
  const listeners = { onKeyDown, onFocus, onClick };
  return (
    <>
      <div className="@container">
        <div
          ref={box}
          className={`${sizes} ${narrow[vantages.length]} relative max-h-[max(20rem,calc(100dvh-9rem))] overflow-auto overscroll-x-contain rounded-md border border-line print:max-h-none print:overflow-visible`}
        >
          <table {...grid} {...listeners} aria-label={t.matrix.label} className="block w-max min-w-full text-start">
            <thead {...asRowGroup} className="sticky top-0 z-20 block">
              <MatrixHeads summary={arranged.summary} query={query} change={change} from={from} to={to} />
            </thead>
            <tbody {...asRowGroup} className="block" style={printing ? undefined : { height: length * row }}>
              {indexes(drawn.lines, length, printing ? null : place.line).map((index) => {
                const line = lines[index];
                const gap = printing ? 0 : (index - drawnTo - 1) * row;
                drawnTo = index;
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
      </div>
      {printing && length > printedLines ? (
        <p className="text-xs text-ink-2">{t.matrix.partOfPrint(printedLines, length)}</p>
      ) : null}
    </>
  );
}
