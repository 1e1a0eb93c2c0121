import { Link } from "../../components/ui/link.tsx";
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "../../components/ui/table.tsx";
import type { portGroups, ReferencePort } from "../../lib/domain/port-reference/index.ts";
import * as t from "../../lib/messages/index.ts";
import { portNumbers } from "./search-ports.ts";

const words = t.ports;

export interface PortGroup {
  id: keyof typeof portGroups;
  rows: readonly ReferencePort[];
}

/** Where on the page a group begins. */
export function groupId(id: PortGroup["id"]): string {
  return `ports-${id}`;
}

/** Who has business at a port, in words. */
export function reachWords({ reach }: ReferencePort): string {
  return reach.map((who) => words.reach[who]).join(", ");
}

/** What a port is and what is at stake is of the reference, which is English. */
function Row({ row }: { row: ReferencePort }) {
  return (
    <TableRow>
      <TableCell className="align-top whitespace-nowrap max-sm:whitespace-normal">
        <Link
          href={`/ports/${row.ports[0]?.[0]}`}
          data-row-link
          className="row-link font-mono text-[12px] font-medium"
        >{`${portNumbers(row)}/${row.protocol}`}</Link>
      </TableCell>
      <TableCell className="min-w-44 align-top">
        <span lang="en" className="font-medium">
          {row.component}
        </span>
        <span lang="en" className="block text-xs text-ink-2 lg:hidden">
          {row.product}
        </span>
        <span lang="en" className="block text-xs text-ink-2">
          {row.purpose}
        </span>
        <span className="block text-xs sm:hidden">
          <span className="text-ink-2">{words.columns.reach}:</span> {reachWords(row)}
        </span>
      </TableCell>
      <TableCell lang="en" className="max-w-48 align-top max-lg:hidden">
        {row.product}
      </TableCell>
      <TableCell className="max-w-48 align-top max-sm:hidden">{reachWords(row)}</TableCell>
      <TableCell lang="en" className="max-w-56 align-top text-ink-2 max-xl:hidden">
        {row.authentication}
      </TableCell>
      <TableCell lang="en" className="max-w-56 align-top max-md:hidden">
        {row.risk}
      </TableCell>
    </TableRow>
  );
}

const columnCount = 6;

/** Entries of the reference under what they belong to. */
export function ReferenceTable({ groups }: { groups: readonly PortGroup[] }) {
  const { columns } = words;
  return (
    <Table label={words.title}>
      <TableHead>
        <TableHeader>{columns.port}</TableHeader>
        <TableHeader>{columns.component}</TableHeader>
        <TableHeader className="max-lg:hidden">{columns.product}</TableHeader>
        <TableHeader className="max-sm:hidden">{columns.reach}</TableHeader>
        <TableHeader className="max-xl:hidden">{columns.authentication}</TableHeader>
        <TableHeader className="max-md:hidden">{columns.risk}</TableHeader>
      </TableHead>
      {groups.map(({ id, rows }) => (
        <TableBody key={id}>
          <tr className="border-b border-line-strong" id={groupId(id)}>
            <th scope="rowgroup" colSpan={columnCount} className="pt-6 pb-1.5 text-start">
              <span className="text-base font-semibold">{words.groups[id]}</span>
              <span className="nums ms-2 text-xs font-normal text-ink-2">{rows.length}</span>
            </th>
          </tr>
          {rows.map((row) => (
            <Row key={`${portNumbers(row)} ${row.protocol} ${row.component} ${row.product}`} row={row} />
          ))}
        </TableBody>
      ))}
    </Table>
  );
}
