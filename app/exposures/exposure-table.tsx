import { Term } from "../../components/glossary/term.tsx";
import { href } from "../../components/href.ts";
import { Instant } from "../../components/instant.tsx";
import { PortName } from "../../components/port-name.tsx";
import { PortStateLabel } from "../../components/port-state-glyph.tsx";
import { Link } from "../../components/ui/link.tsx";
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "../../components/ui/table.tsx";
import { VantageBadge } from "../../components/vantage-badge.tsx";
import { formatPort, type Protocol } from "../../lib/domain/port-state.ts";
import type { ExposureRow } from "../../lib/domain/views/node-view.ts";
import * as t from "../../lib/messages/index.ts";

const words = t.timeline.exposures;

function Place({ row }: { row: ExposureRow }) {
  if (!row.nodeId) return <span className="text-ink-2">{row.node ?? words.noNode}</span>;
  return (
    <Link href={`/nodes/${row.nodeId}`} className="link relative z-10">
      {row.node}
    </Link>
  );
}

/** The port's number leads to its timeline on the node; without a node to what is known of the number. */
function Port({ row }: { row: ExposureRow }) {
  const protocol = row.protocol as Protocol;
  if (!row.nodeId) return <PortName port={row.port} protocol={protocol} />;
  const label = formatPort(row.port, protocol);
  return (
    <Link
      href={href(`/nodes/${row.nodeId}/ports/${row.port}`, { protocol: protocol === "UDP" ? protocol : null })}
      title={t.timeline.port.linkOf(label)}
      className="link row-link font-mono text-[12px] whitespace-nowrap"
    >
      {label}
    </Link>
  );
}

function Row({ row, cluster }: { row: ExposureRow; cluster: string | null }) {
  return (
    <TableRow>
      <TableCell>
        <Port row={row} />
        <span className="block text-xs md:hidden">
          <PortStateLabel state={row.state ?? "unknown"} />
        </span>
      </TableCell>
      <TableCell className="min-w-32 break-words">
        <Place row={row} />
        <code className="block text-[11px] text-ink-2">{row.address}</code>
      </TableCell>
      {cluster === null ? null : <TableCell className="max-md:hidden">{cluster}</TableCell>}
      <TableCell className="max-md:hidden">
        <PortStateLabel state={row.state ?? "unknown"} />
      </TableCell>
      <TableCell>
        <VantageBadge kind={row.vantage.kind} name={row.vantage.name} />
      </TableCell>
      <TableCell className="max-sm:hidden">{row.service}</TableCell>
      <TableCell className="nums whitespace-nowrap text-ink-2 max-lg:hidden">
        <Instant at={row.since} />
      </TableCell>
      <TableCell className="nums text-end whitespace-nowrap text-ink-2 max-lg:hidden">
        <Instant at={row.at} />
      </TableCell>
    </TableRow>
  );
}

interface Props {
  rows: readonly ExposureRow[];
  /** Names by id; null where there is but one. */
  clusters: ReadonlyMap<string, string> | null;
}

export function ExposureTable({ rows, clusters }: Props) {
  const { columns } = words;
  return (
    <Table label={words.title}>
      <TableHead>
        <TableHeader>{columns.port}</TableHeader>
        <TableHeader>{columns.node}</TableHeader>
        {clusters ? <TableHeader className="max-md:hidden">{columns.cluster}</TableHeader> : null}
        <TableHeader className="max-md:hidden">
          <Term id="exposure">{columns.state}</Term>
        </TableHeader>
        <TableHeader>
          <Term id="vantage">{columns.from}</Term>
        </TableHeader>
        <TableHeader className="max-sm:hidden">{columns.answers}</TableHeader>
        <TableHeader className="max-lg:hidden">{columns.since}</TableHeader>
        <TableHeader className="text-end max-lg:hidden">{columns.seen}</TableHeader>
      </TableHead>
      <TableBody>
        {rows.map((row) => (
          <Row
            key={`${row.clusterId} ${row.address} ${row.port} ${row.protocol} ${row.vantage.name} ${row.nodeId} ${row.since}`}
            row={row}
            cluster={clusters ? (clusters.get(row.clusterId) ?? "") : null}
          />
        ))}
      </TableBody>
    </Table>
  );
}
