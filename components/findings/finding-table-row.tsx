"use client";

import { memo } from "react";
import type { FindingColumn } from "../../lib/domain/preferences.ts";
import { FindingCell } from "./finding-cells.tsx";
import type { ListedFinding } from "./listed-finding.ts";

interface Props {
  finding: ListedFinding;
  /** Place among the rows of the table, from 0. */
  index: number;
  columns: readonly FindingColumn[];
  now: number;
  chosen: boolean;
  open: boolean;
  /** Under a group that is unfolded. */
  inside?: boolean;
  /** Absent where nothing can be chosen. */
  onChoose?: ((id: string, range: boolean) => void) | undefined;
}

/** One finding; drawn again only when something of it has changed, since a list may hold ten thousand. */
export const FindingTableRow = memo(function FindingTableRow(props: Props) {
  const { finding, index, columns, now, chosen, open, inside = false, onChoose } = props;
  const { id } = finding;
  const link = `f${index}`;
  return (
    <tr
      data-index={index}
      aria-rowindex={index + 2}
      data-chosen={chosen ? "" : undefined}
      data-open={open ? "" : undefined}
      className={inside ? "is-inside" : undefined}
    >
      {onChoose ? (
        <td>
          <label>
            <input
              type="checkbox"
              aria-labelledby={link}
              checked={chosen}
              onChange={({ nativeEvent }) => onChoose(id, nativeEvent instanceof MouseEvent && nativeEvent.shiftKey)}
            />
          </label>
        </td>
      ) : null}
      {columns.map((column) => (
        <td key={column} className={column === "finding" ? "of-finding" : undefined}>
          <FindingCell column={column} finding={finding} now={now} link={`/findings/${id}`} id={link} />
        </td>
      ))}
    </tr>
  );
});
