import { CountLink } from "../../components/count-link.tsx";
import { href } from "../../components/href.ts";
import { TimeAgo } from "../../components/time-ago.tsx";
import { Link } from "../../components/ui/link.tsx";
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "../../components/ui/table.tsx";
import type { BaselineRow } from "../../lib/domain/views/baseline-view.ts";
import * as t from "../../lib/messages/index.ts";
import { driftHref, tabHref } from "./addresses.ts";

const words = t.baselines.list;
const number = "nums text-end";

export function BaselineTable({ rows }: { rows: readonly BaselineRow[] }) {
  return (
    <Table label={words.label}>
      <TableHead>
        <TableHeader className="text-start">{words.cluster}</TableHeader>
        <TableHeader className="text-start">{words.version}</TableHeader>
        <TableHeader className="text-end">{words.entries}</TableHeader>
        <TableHeader className="text-end" title={words.driftMeaning}>
          {words.drift}
        </TableHeader>
        <TableHeader className="text-end" title={words.notOpenMeaning}>
          {words.notOpen}
        </TableHeader>
        <TableHeader className="text-start" title={words.endingMeaning}>
          {words.ending}
        </TableHeader>
        <TableHeader className="text-start">{words.saved}</TableHeader>
      </TableHead>
      <TableBody>
        {rows.map((row) => (
          <ClusterRow key={row.clusterId} row={row} />
        ))}
      </TableBody>
    </Table>
  );
}

function ClusterRow({ row: { clusterId, clusterName, saved, drift } }: { row: BaselineRow }) {
  const name = (
    <Link href={href(`/baselines/${clusterId}`)} className="row-link font-medium">
      {clusterName}
    </Link>
  );
  if (!saved)
    return (
      <TableRow>
        <TableCell>{name}</TableCell>
        <TableCell className="text-ink-2">{words.none}</TableCell>
        <TableCell colSpan={5} className="relative z-10 text-end">
          <Link href={tabHref(clusterId, "proposal")} className="link text-xs">
            {words.propose}
          </Link>
        </TableCell>
      </TableRow>
    );
  return (
    <TableRow>
      <TableCell>{name}</TableCell>
      <TableCell>{words.versionOf(saved.version)}</TableCell>
      <TableCell className={number}>{t.baselines.number(saved.entries)}</TableCell>
      <TableCell className={number}>
        <CountLink
          href={driftHref(clusterId)}
          count={drift}
          className={`link nums relative z-10 ${drift > 0 ? "font-semibold" : ""}`}
        />
      </TableCell>
      <TableCell className={number}>{t.baselines.number(saved.notOpen)}</TableCell>
      <TableCell>{words.endingOf(saved.ending, saved.ended)}</TableCell>
      <TableCell>
        <TimeAgo at={saved.createdAt} focusable={false} /> <span className="text-ink-2">{saved.createdBy}</span>
      </TableCell>
    </TableRow>
  );
}
