import type { Severity } from "../../lib/domain/severity.ts";
import * as t from "../../lib/messages/index.ts";
import { CountLink } from "../count-link.tsx";
import { SeverityShape } from "../severity-shape.tsx";
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "../ui/table.tsx";

export interface DurationRow {
  severity: Severity;
  /** Null where nothing was fixed. */
  seconds: number | null;
  fixed: { count: number; href: string };
  /** `href` is null where no one list holds all of it. */
  otherwise: { count: number; href: string | null };
}

/** Mean durations as bars in the rows of their own table, with what counts for nothing beside them. */
export function DurationBars({ label, rows }: { label: string; rows: readonly DurationRow[] }) {
  const words = t.trends.repair;
  const longest = Math.max(1, ...rows.map(({ seconds }) => seconds ?? 0));
  return (
    <Table label={label}>
      <TableHead>
        <TableHeader>{words.head.severity}</TableHeader>
        <TableHeader className="w-2/5">{words.head.mean}</TableHeader>
        <TableHeader className="text-end">{words.head.fixed}</TableHeader>
        <TableHeader className="text-end whitespace-normal">{words.head.otherwise}</TableHeader>
      </TableHead>
      <TableBody>
        {rows.map((row) => (
          <TableRow key={row.severity}>
            <th scope="row" className="text-start font-normal">
              <span className="inline-flex items-center gap-1.5">
                <SeverityShape shape={row.severity} />
                {t.words.severity[row.severity]}
              </span>
            </th>
            <TableCell>
              {row.seconds === null ? (
                <span className="text-xs text-ink-2">{words.notFixed}</span>
              ) : (
                <span className="flex items-center gap-2">
                  <span
                    aria-hidden
                    className="h-2.5 min-w-0.5 rounded-[1px] opacity-80 [print-color-adjust:exact]"
                    style={{ width: `${(row.seconds / longest) * 70}%`, background: `var(--${row.severity})` }}
                  />
                  <span className="nums whitespace-nowrap">{words.mean(row.seconds)}</span>
                </span>
              )}
            </TableCell>
            <TableCell className="text-end">
              <CountLink href={row.fixed.href} count={row.fixed.count} />
            </TableCell>
            <TableCell className="text-end">
              {row.otherwise.href === null ? (
                row.otherwise.count
              ) : (
                <CountLink href={row.otherwise.href} count={row.otherwise.count} />
              )}
            </TableCell>
          </TableRow>
        ))}
      </TableBody>
    </Table>
  );
}
