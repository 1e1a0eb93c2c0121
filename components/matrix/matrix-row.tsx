import { ChevronDown, ChevronRight } from "lucide-react";
import { memo } from "react";
import type { MatrixLine } from "../../lib/domain/matrix-lines.ts";
import type { MatrixGrouping } from "../../lib/domain/matrix-query.ts";
import type { VantageKind } from "../../lib/domain/vantage.ts";
import { type MatrixRow, matrixClasses } from "../../lib/domain/views/matrix-view.ts";
import * as t from "../../lib/messages/index.ts";
import { Badge } from "../ui/badge.tsx";
import { cn } from "../ui/class-names.ts";
import { MatrixGlyph } from "./matrix-glyph.tsx";
import { asCell, asRow, asRowHeader } from "./matrix-roles.ts";
import { cellName, groupInWords, proofOf } from "./matrix-words.ts";

export const lineClass = "flex w-max min-w-full h-(--mx-row) border-b border-line";
const nameClass =
  "sticky start-0 z-10 flex min-w-0 flex-[1_0_var(--mx-name)] w-(--mx-name) items-center gap-2 bg-page pe-2 text-start ps-3 @max-2xl:ps-1";
const cellClass = "w-(--mx-col) shrink-0 border-line @max-2xl:border-s";
const targetClass =
  "flex h-full items-center justify-center focus-visible:-outline-offset-2 hover:bg-sunken focus-visible:bg-sunken";

export const gapStyle = (gap: number) => (gap > 0 ? { marginBlockStart: gap } : undefined);

/** Room of the columns that are scrolled out to the side. */
export function LeftOut({ columns }: { columns: number }) {
  return columns > 0 ? <td aria-hidden style={{ width: `calc(${columns} * var(--mx-col))` }} /> : null;
}

interface NodeProps {
  row: MatrixRow;
  index: number;
  /** Pixels to the line before, where lines between them are not drawn. */
  gap: number;
  /** First and last column that are drawn. */
  from: number;
  to: number;
  /** The column that takes the focus, null in every other row; 0 is the name. */
  active: number | null;
  vantages: readonly VantageKind[];
  cluster: string | null;
}

function Name({ row, active, cluster }: Pick<NodeProps, "row" | "active" | "cluster">) {
  const about = [cluster, row.zone].filter(Boolean).join(" · ");
  return (
    <th {...asRowHeader} scope="row" className={nameClass}>
      <a
        href={`/nodes/${row.id}`}
        data-place={`${row.id}.0`}
        tabIndex={active === 0 ? 0 : -1}
        title={row.name}
        className="font-medium hover:underline @max-2xl:line-clamp-2 @max-2xl:min-w-0 @max-2xl:text-xs @max-2xl:break-all @2xl:max-w-full @2xl:shrink-0 @2xl:truncate"
      >
        {row.name}
      </a>
      {row.checked === false ? (
        <span className="@max-5xl:hidden">
          <Badge tone="unknown" title={t.matrix.unreachableMeaning}>
            {t.matrix.unreachable}
          </Badge>
        </span>
      ) : null}
      {about ? (
        <span className="ms-auto min-w-0 truncate text-xs font-normal text-ink-3 @max-5xl:hidden">{about}</span>
      ) : null}
    </th>
  );
}

/** A node and its cells; each cell is a link to its proof. Plain links, of which the grid follows the one that is clicked: hundreds are drawn at every turn of the wheel. */
export const NodeLine = memo(function NodeLine(props: NodeProps) {
  const { row, index, gap, from, to, active, vantages, cluster } = props;
  return (
    <tr {...asRow(index + 1)} className={lineClass} style={gapStyle(gap)}>
      <Name row={row} active={active} cluster={cluster} />
      <LeftOut columns={from} />
      {matrixClasses.slice(from, to + 1).map((name, at) => {
        const column = from + at + 1;
        const cell = row.cells[column - 1] ?? null;
        const target = {
          "data-place": `${row.id}.${column}`,
          "aria-label": cellName(row, name, cell, vantages),
          tabIndex: active === column ? 0 : -1,
        };
        return cell ? (
          <td key={name} {...asCell(column)} className={cellClass}>
            <a {...target} href={proofOf(row, cell)} className={targetClass}>
              <MatrixGlyph cell={cell} vantages={vantages} />
            </a>
          </td>
        ) : (
          <td key={name} {...asCell(column)} {...target} className={cn(targetClass, cellClass)}>
            <MatrixGlyph cell={cell} vantages={vantages} />
          </td>
        );
      })}
    </tr>
  );
});

interface GroupProps {
  line: Extract<MatrixLine, { kind: "group" }>;
  group: MatrixGrouping;
  index: number;
  gap: number;
  active: boolean;
  onToggle: (key: string) => void;
}

/** The head of a group: its name, how many nodes, and the button that folds it. */
export const GroupLine = memo(function GroupLine({ line, group, index, gap, active, onToggle }: GroupProps) {
  const name = groupInWords(group, line.key);
  const Icon = line.folded ? ChevronRight : ChevronDown;
  return (
    <tr {...asRow(index + 1)} className={cn(lineClass, "bg-raised")} style={gapStyle(gap)}>
      <th {...asRowHeader} scope="rowgroup" colSpan={matrixClasses.length + 1} className="sticky start-0 flex">
        <button
          type="button"
          data-place={`group:${line.key}.0`}
          tabIndex={active ? 0 : -1}
          aria-expanded={!line.folded}
          onClick={() => onToggle(line.key)}
          className="flex items-center gap-1.5 px-2 text-sm font-semibold focus-visible:-outline-offset-2"
        >
          <Icon aria-hidden className="size-4 text-ink-3 rtl:-scale-x-100" />
          {name}
          <span className="nums font-normal text-ink-2">{t.matrix.group.nodes(line.nodes)}</span>
        </button>
      </th>
    </tr>
  );
});

/** A line that is still on its way. */
export function WaitingLine({ index, gap }: { index: number; gap: number }) {
  return (
    <tr {...asRow(index + 1)} className={lineClass} style={gapStyle(gap)}>
      <th {...asRowHeader} scope="row" aria-label={t.ui.loading} className={nameClass}>
        <span aria-hidden className="h-3.5 w-32 max-w-full rounded-sm bg-sunken" />
      </th>
    </tr>
  );
}
