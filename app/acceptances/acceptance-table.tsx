import { CountLink } from "../../components/count-link.tsx";
import { TimeAgo } from "../../components/time-ago.tsx";
import { cn } from "../../components/ui/class-names.ts";
import { Link } from "../../components/ui/link.tsx";
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "../../components/ui/table.tsx";
import type { AcceptanceRow } from "../../lib/domain/views/triage-view.ts";
import * as t from "../../lib/messages/index.ts";
import { conditionWords, coveredHref, scopeWords } from "./acceptance-words.ts";
import { StandingMark } from "./standing-mark.tsx";

const words = t.acceptances;
/** In their order, and where there is room for each. */
const columns = {
  standing: "",
  reason: "",
  scope: "max-xl:hidden",
  matched: "",
  until: "max-sm:hidden",
  by: "max-xl:hidden",
  reviewer: "max-xl:hidden",
  condition: "max-lg:hidden",
} as const;
type Column = keyof typeof columns;

function Until({ row: { endedAt, expiresAt } }: { row: AcceptanceRow }) {
  if (endedAt) {
    return (
      <span className="text-ink-2">
        {words.ended} <TimeAgo at={endedAt} focusable={false} />
      </span>
    );
  }
  return expiresAt ? <TimeAgo at={expiresAt} focusable={false} /> : <span className="text-ink-2">{words.noEnd}</span>;
}

function Row({ row }: { row: AcceptanceRow }) {
  const condition = conditionWords(row.condition).join("; ") || words.unconditional;
  return (
    <TableRow className="align-top [&>td]:py-2 [&>td]:align-top">
      <TableCell>
        <StandingMark standing={row.standing} />
      </TableCell>
      <TableCell className="min-w-40 sm:min-w-64">
        <Link href={`/acceptances/${row.id}`} className="row-link line-clamp-2 max-w-prose font-medium">
          {row.reason}
        </Link>
        <span className="text-xs text-ink-2">{words.kind[row.kind]}</span>
        <span className="block text-xs sm:hidden">
          <Until row={row} />
        </span>
        <span className="block text-xs text-ink-2 lg:hidden">{condition}</span>
      </TableCell>
      <TableCell className={cn(columns.scope, "min-w-40 break-words")}>{scopeWords(row)}</TableCell>
      <TableCell>
        <CountLink
          href={coveredHref(row)}
          count={row.matched}
          className="link nums relative z-10 inline-block min-h-6 min-w-6"
        >
          {t.words.number(row.matched)}
        </CountLink>
      </TableCell>
      <TableCell className={cn(columns.until, "whitespace-nowrap")}>
        <Until row={row} />
      </TableCell>
      <TableCell className={cn(columns.by, "whitespace-nowrap")}>{row.createdBy}</TableCell>
      <TableCell className={columns.reviewer}>
        {row.reviewer ?? <span className="text-ink-2">{words.nobody}</span>}
        {row.reviewer ? (
          <span className="block text-xs text-ink-2">{row.reviewedAt ? words.reviewed : words.toReview}</span>
        ) : null}
      </TableCell>
      <TableCell className={cn(columns.condition, "min-w-36 text-ink-2")}>{condition}</TableCell>
    </TableRow>
  );
}

/** Acceptances with all that one must know to judge them; the row leads to its record. */
export function AcceptanceTable({ rows }: { rows: readonly AcceptanceRow[] }) {
  return (
    <Table label={words.label}>
      <TableHead>
        {(Object.keys(columns) as Column[]).map((column) => (
          <TableHeader key={column} className={columns[column]}>
            {words.columns[column]}
          </TableHeader>
        ))}
      </TableHead>
      <TableBody>
        {rows.map((row) => (
          <Row key={row.id} row={row} />
        ))}
      </TableBody>
    </Table>
  );
}
