import * as t from "../../lib/messages/index.ts";
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "../ui/table.tsx";

export interface ChartCell {
  /** Null where nothing is known. */
  value: number | null;
  text: string;
  /** Where exactly the rows are that it counts; null for what counts no rows. */
  href: string | null;
}

export interface ChartRow {
  key: string;
  name: string;
  /** What all numbers of the row were made from. */
  href?: string;
  cells: readonly ChartCell[];
}

interface Props {
  label: string;
  /** Names of the columns, the one of the rows' names first. */
  head: readonly string[];
  rows: readonly ChartRow[];
}

function Cell({ cell }: { cell: ChartCell }) {
  if (cell.value === null) return <span className="text-ink-3">{cell.text}</span>;
  if (cell.href === null) return cell.text;
  // Plain links: a year has thousands of them, and none needs a script.
  return (
    <a href={cell.href} data-count={cell.value} className="inline-block min-w-6 leading-6 text-accent hover:underline">
      {cell.text}
    </a>
  );
}

/** The same numbers as the chart beside it, each a link to what it counts. Stands in the page, folded. */
export function ChartTable({ label, head, rows }: Props) {
  return (
    <details className="mt-1 print:hidden">
      <summary className="inline-block text-xs leading-6 text-ink-2 hover:text-ink hover:underline">
        {t.ui.showTable}
        <span className="sr-only">: {label}</span>
      </summary>
      <div className="mt-1 max-h-72 overflow-y-auto">
        <Table label={label}>
          <TableHead>
            {head.map((name, index) => (
              <TableHeader key={name} className={index > 0 ? "text-end" : ""}>
                {name}
              </TableHeader>
            ))}
          </TableHead>
          <TableBody>
            {rows.map((row) => (
              <TableRow key={row.key}>
                <th scope="row" className="pe-2 text-start font-mono text-[12px] font-normal whitespace-nowrap">
                  {row.href ? (
                    <a href={row.href} className="inline-block leading-6 text-accent hover:underline">
                      {row.name}
                    </a>
                  ) : (
                    row.name
                  )}
                </th>
                {row.cells.map((cell, index) => (
                  <TableCell key={head[index + 1]} className="text-end">
                    <Cell cell={cell} />
                  </TableCell>
                ))}
              </TableRow>
            ))}
          </TableBody>
        </Table>
      </div>
    </details>
  );
}
