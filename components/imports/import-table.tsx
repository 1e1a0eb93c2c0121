import type { ReactNode } from "react";
import type { ImportRow } from "../../lib/domain/views/import-view.ts";
import * as t from "../../lib/messages/index.ts";
import { TimeAgo } from "../time-ago.tsx";
import { Link } from "../ui/link.tsx";
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "../ui/table.tsx";
import { VantageBadge } from "../vantage-badge.tsx";
import { LeftOut } from "./left-out.tsx";

const words = t.imports;

function Became({ row }: { row: ImportRow }) {
  const parts = [
    row.opinions > 0 ? words.opinions(row.opinions) : null,
    row.observations > 0 ? words.observations(row.observations) : null,
    row.nodeReports > 0 ? words.nodeReports(row.nodeReports) : null,
  ].filter((part) => part !== null);
  return (
    <span className="nums flex flex-wrap items-center gap-x-2 gap-y-0.5">
      {parts.length > 0 ? parts.join(", ") : <span className="text-ink-2">{words.nothing}</span>}
      {row.vantage ? <VantageBadge kind={row.vantage.kind} /> : null}
    </span>
  );
}

interface Props {
  imports: ImportRow[];
  showCluster: boolean;
  remove(row: ImportRow): ReactNode;
}

/** Imported files one to a row: whose, of when, and what came of them. */
export function ImportTable({ imports, showCluster, remove }: Props) {
  const { columns } = words;
  return (
    <Table label={words.title}>
      <TableHead>
        <TableHeader>{columns.tool}</TableHeader>
        {showCluster ? <TableHeader className="max-sm:hidden">{columns.cluster}</TableHeader> : null}
        <TableHeader className="max-md:hidden">{columns.looked}</TableHeader>
        <TableHeader className="max-lg:hidden">{columns.imported}</TableHeader>
        <TableHeader className="max-sm:hidden">{columns.became}</TableHeader>
        <TableHeader className="max-lg:hidden">{columns.left}</TableHeader>
        <TableHeader className="text-end">
          <span className="sr-only">{columns.actions}</span>
        </TableHeader>
      </TableHead>
      <TableBody>
        {imports.map((row) => (
          <TableRow key={row.id}>
            <TableCell>
              <span className="block font-medium">
                {row.tool}
                {row.toolVersion ? <span className="font-normal text-ink-2"> {row.toolVersion}</span> : null}
              </span>
              <span className="block max-w-80 font-mono text-xs [overflow-wrap:anywhere] text-ink-2">
                {row.fileName}
              </span>
              <span className="block text-xs text-ink-2 md:hidden">
                {words.columns.looked}: <TimeAgo at={row.at} />
              </span>
              <span className="block text-xs sm:hidden">
                <Became row={row} />
              </span>
            </TableCell>
            {showCluster ? (
              <TableCell className="max-sm:hidden">
                <Link href={`/clusters/${row.clusterId}`} className="hover:underline">
                  {row.clusterName}
                </Link>
              </TableCell>
            ) : null}
            <TableCell className="max-md:hidden">
              <TimeAgo at={row.at} />
            </TableCell>
            <TableCell className="max-lg:hidden">
              <TimeAgo at={row.importedAt} />
            </TableCell>
            <TableCell className="max-sm:hidden">
              <Became row={row} />
            </TableCell>
            <TableCell className="max-lg:hidden">
              <LeftOut left={row.left} fileName={row.fileName} />
            </TableCell>
            <TableCell className="w-0 text-end">{remove(row)}</TableCell>
          </TableRow>
        ))}
      </TableBody>
    </Table>
  );
}
