import { href } from "../../components/href.ts";
import { ScanStateBadge } from "../../components/scans/scan-state-badge.tsx";
import { TimeAgo } from "../../components/time-ago.tsx";
import { Badge } from "../../components/ui/badge.tsx";
import { cn } from "../../components/ui/class-names.ts";
import { Link } from "../../components/ui/link.tsx";
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "../../components/ui/table.tsx";
import type { ClusterRow } from "../../lib/domain/views/cluster-view.ts";
import * as t from "../../lib/messages/index.ts";
import { OpenFindings } from "./open-findings.tsx";

const words = t.clusters;

/** The newest attempt: one that failed must not stand behind an older one that went well. */
function LastScan({ cluster }: { cluster: ClusterRow }) {
  const scan = cluster.runningScan ?? cluster.lastAttempt;
  if (!scan) return <span className="text-ink-3">{words.neverScanned}</span>;
  return (
    <Link
      href={`/scans/${scan.id}`}
      title={scan.state === "failed" && scan.message ? scan.message : undefined}
      className="relative z-10 inline-flex items-center gap-2 align-middle hover:underline"
    >
      <ScanStateBadge state={scan.state} />
      <TimeAgo at={scan.finishedAt ?? scan.requestedAt} focusable={false} className="text-ink-2" />
    </Link>
  );
}

function Unknown({ unknown: { judgements, scanId } }: Pick<ClusterRow, "unknown">) {
  if (!scanId) return <span className="text-ink-3">{t.ui.notKnown}</span>;
  return (
    <Link
      href={href(`/scans/${scanId}`, { verdict: "unknown" })}
      data-count={judgements}
      title={words.unknownMeaning}
      className={cn("relative z-10 hover:underline", judgements === 0 && "text-ink-3")}
    >
      {judgements}
    </Link>
  );
}

function Row({ cluster }: { cluster: ClusterRow }) {
  const { score, nodes } = cluster;
  return (
    <TableRow>
      <TableCell className="min-w-40">
        <span className="flex flex-wrap items-center gap-x-2">
          <Link href={`/clusters/${cluster.id}`} data-row-link className="row-link font-medium">
            {cluster.name}
          </Link>
          {cluster.isDemo ? <Badge title={t.frame.demo.meaning}>{t.frame.demo.mark}</Badge> : null}
        </span>
      </TableCell>
      <TableCell className="whitespace-nowrap text-ink-2 max-2xl:hidden">{t.words.source[cluster.source]}</TableCell>
      <TableCell className="max-w-64 max-lg:hidden">
        <code className="block truncate text-[12px]" title={cluster.target}>
          {cluster.target}
        </code>
      </TableCell>
      <TableCell className="text-end whitespace-nowrap max-sm:hidden">
        {nodes.known > 0 ? (
          <Link
            href={href("/nodes", { cluster: cluster.id })}
            data-count={nodes.known}
            className="relative z-10 hover:underline"
          >
            {words.checked(nodes.checked, nodes.known)}
          </Link>
        ) : (
          <span className="text-ink-3">{t.ui.notKnown}</span>
        )}
      </TableCell>
      <TableCell className="whitespace-nowrap">
        <OpenFindings cluster={cluster} />
      </TableCell>
      <TableCell className="nums text-end">
        <Unknown unknown={cluster.unknown} />
      </TableCell>
      <TableCell className="text-end font-semibold max-sm:hidden">
        {score.value === null ? (
          <span className="font-normal text-ink-3">{words.noScore}</span>
        ) : (
          Math.round(score.value)
        )}
      </TableCell>
      <TableCell className="text-end text-ink-2 max-md:hidden">{words.share(score.coverage)}</TableCell>
      <TableCell className="whitespace-nowrap max-md:hidden">
        <LastScan cluster={cluster} />
      </TableCell>
      <TableCell className="text-end whitespace-nowrap text-ink-2 max-xl:hidden">
        {cluster.nextScheduledAt ? (
          <TimeAgo at={cluster.nextScheduledAt} focusable={false} />
        ) : (
          <span className="text-ink-3">{words.notScheduled}</span>
        )}
      </TableCell>
    </TableRow>
  );
}

/** What the overview counts over all clusters, as the sum of what stands above it. */
function Sum({ clusters }: { clusters: ClusterRow[] }) {
  const unknown = clusters.reduce((sum, cluster) => sum + cluster.unknown.judgements, 0);
  return (
    <tfoot>
      <tr className="h-8 text-ink-2">
        <th scope="row" className="text-start text-sm font-normal">
          {words.sum}
        </th>
        <td className="max-2xl:hidden" />
        <td className="max-lg:hidden" />
        <td className="max-sm:hidden" />
        <td />
        <td className="nums px-2 text-end" data-total={unknown}>
          {unknown}
        </td>
      </tr>
    </tfoot>
  );
}

export function ClusterTable({ clusters }: { clusters: ClusterRow[] }) {
  const { columns } = words;
  return (
    <Table label={words.title}>
      <TableHead>
        <TableHeader>{columns.name}</TableHeader>
        <TableHeader className="max-2xl:hidden">{columns.source}</TableHeader>
        <TableHeader className="max-lg:hidden">{columns.target}</TableHeader>
        <TableHeader className="text-end max-sm:hidden">{columns.nodes}</TableHeader>
        <TableHeader>{columns.open}</TableHeader>
        <TableHeader className="text-end">{columns.unknown}</TableHeader>
        <TableHeader className="text-end max-sm:hidden">{columns.score}</TableHeader>
        <TableHeader className="text-end max-md:hidden">{columns.coverage}</TableHeader>
        <TableHeader className="max-md:hidden">{columns.lastScan}</TableHeader>
        <TableHeader className="text-end max-xl:hidden">{columns.next}</TableHeader>
      </TableHead>
      <TableBody>
        {clusters.map((cluster) => (
          <Row key={cluster.id} cluster={cluster} />
        ))}
      </TableBody>
      {clusters.length > 1 ? <Sum clusters={clusters} /> : null}
    </Table>
  );
}
