import { TriangleAlert } from "lucide-react";
import { TimeAgo } from "../../../components/time-ago.tsx";
import { Notice } from "../../../components/ui/state.tsx";
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "../../../components/ui/table.tsx";
import type { DatabaseSize, TableSize } from "../../../lib/domain/views/retention-view.ts";
import * as t from "../../../lib/messages/index.ts";

const words = t.retention.size;
/** Tables beyond these are small change. */
const shownTables = 12;

const When = ({ at }: { at: string | null }) =>
  at ? <TimeAgo at={at} focusable={false} /> : <span className="text-ink-3">{t.time.never}</span>;

function Row({ of }: { of: TableSize }) {
  const number = "nums text-end whitespace-nowrap";
  return (
    <TableRow>
      <TableCell className="whitespace-nowrap">
        <code>{of.table}</code>
        {of.partitions > 0 ? <span className="ms-2 text-xs text-ink-2">{words.months(of.partitions)}</span> : null}
      </TableCell>
      <TableCell className={number}>{t.words.number(of.rows)}</TableCell>
      <TableCell className={number}>{t.retention.bytes(of.tableBytes)}</TableCell>
      <TableCell className={number}>{t.retention.bytes(of.indexBytes)}</TableCell>
      <TableCell className={number}>
        {of.indexBytesPerRow === null ? "–" : t.retention.bytes(of.indexBytesPerRow)}
      </TableCell>
      <TableCell className={number}>{t.words.number(of.deadRows)}</TableCell>
      <TableCell className="whitespace-nowrap">
        <When at={of.lastVacuumAt} />
      </TableCell>
      <TableCell className="whitespace-nowrap">
        <When at={of.lastAnalyzeAt} />
      </TableCell>
    </TableRow>
  );
}

function Rows({ tables }: { tables: TableSize[] }) {
  const right = "text-end";
  return (
    <Table label={words.title} scrollable>
      <TableHead>
        <TableHeader>{words.table}</TableHeader>
        <TableHeader className={right}>{words.rows}</TableHeader>
        <TableHeader className={right}>{words.data}</TableHeader>
        <TableHeader className={right}>{words.indexes}</TableHeader>
        <TableHeader className={right}>{words.perRow}</TableHeader>
        <TableHeader className={right} title={words.deadMeaning}>
          {words.dead}
        </TableHeader>
        <TableHeader>{words.vacuum}</TableHeader>
        <TableHeader>{words.analyze}</TableHeader>
      </TableHead>
      <TableBody>
        {tables.map((table) => (
          <Row key={table.table} of={table} />
        ))}
      </TableBody>
    </Table>
  );
}

/** What needs a person first, then the tables, the largest first. */
export function DatabaseTable({ size: { tables, warnings } }: { size: DatabaseSize }) {
  const rest = tables.slice(shownTables);
  return (
    <>
      {warnings.map(({ table, message }) => (
        <Notice key={`${table}${message}`} icon={TriangleAlert} className="mb-2">
          <code className="me-1">{table}</code> {message}
        </Notice>
      ))}
      <p className="mb-2 text-sm text-ink-2">
        {warnings.length === 0 ? `${words.healthy} ` : ""}
        {words.lead}
      </p>
      <Rows tables={tables.slice(0, shownTables)} />
      {rest.length > 0 ? (
        <details className="mt-2 text-sm">
          <summary className="link">{words.others(rest.length)}</summary>
          <Rows tables={rest} />
        </details>
      ) : null}
    </>
  );
}
