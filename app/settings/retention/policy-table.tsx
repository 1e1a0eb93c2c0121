import { Link } from "../../../components/ui/link.tsx";
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "../../../components/ui/table.tsx";
import { type RetentionKind, retentionDefaults } from "../../../lib/domain/memory.ts";
import type { RetentionPolicyRow } from "../../../lib/domain/views/retention-view.ts";
import * as t from "../../../lib/messages/index.ts";
import { EditRetention } from "./edit-retention.tsx";

const words = t.retention.policies;
const kinds = Object.keys(retentionDefaults) as RetentionKind[];

function Days({ row, kind }: { row: RetentionPolicyRow; kind: RetentionKind }) {
  const kept = t.retention.kept(row.days[kind]);
  if (row.clusterId === "" || row.own.includes(kind)) return kept;
  return (
    <span className="text-ink-2" title={words.inherited}>
      {kept}
    </span>
  );
}

/** Days by cluster and kind; what a cluster only takes over is quiet. */
export function PolicyTable({ rows }: { rows: RetentionPolicyRow[] }) {
  const all = rows.find(({ clusterId }) => clusterId === "");
  return (
    <Table label={words.title}>
      <TableHead>
        <TableHeader>{words.cluster}</TableHeader>
        {kinds.map((kind) => (
          <TableHeader key={kind} className="text-end max-md:whitespace-normal">
            {t.retention.kinds[kind]}
          </TableHeader>
        ))}
        <TableHeader className="text-end">
          <span className="sr-only">{words.actions}</span>
        </TableHeader>
      </TableHead>
      <TableBody>
        {rows.map((row) => (
          <TableRow key={row.clusterId}>
            <TableCell>
              {row.clusterName === null ? (
                <>
                  <span className="font-medium">{words.all}</span>{" "}
                  <span className="text-xs text-ink-2 max-md:hidden">{words.allDetail}</span>
                </>
              ) : (
                <Link href={`/clusters/${row.clusterId}`} className="hover:underline">
                  {row.clusterName}
                </Link>
              )}
            </TableCell>
            {kinds.map((kind) => (
              <TableCell key={kind} className="nums text-end whitespace-nowrap">
                <Days row={row} kind={kind} />
              </TableCell>
            ))}
            <TableCell className="w-0 text-end">
              <EditRetention row={row} otherwise={row.clusterId === "" ? retentionDefaults : (all?.days ?? row.days)} />
            </TableCell>
          </TableRow>
        ))}
      </TableBody>
    </Table>
  );
}
