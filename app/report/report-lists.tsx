import { CountLink } from "../../components/count-link.tsx";
import { SeverityCounts } from "../../components/severity-counts.tsx";
import { Link } from "../../components/ui/link.tsx";
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "../../components/ui/table.tsx";
import * as t from "../../lib/messages/index.ts";
import { nodeFindingsHref } from "../trends/trend-links.ts";
import type { Report } from "./read-report.ts";

const words = t.report;

export function ReportNodes({ report: { nodes, end, trends } }: { report: Report }) {
  const { head } = words.nodes;
  if (nodes.rows.length === 0) return <p className="text-sm text-ink-2">{words.nodes.none}</p>;
  return (
    <Table label={words.nodes.title}>
      <TableHead>
        <TableHeader>{head.node}</TableHeader>
        <TableHeader>{head.cluster}</TableHeader>
        <TableHeader>{head.open}</TableHeader>
        <TableHeader className="text-end">{head.total}</TableHeader>
      </TableHead>
      <TableBody>
        {nodes.rows.map((node) => (
          <TableRow key={node.key}>
            <TableCell>
              <Link href={`/nodes/${node.key}`} className="link print-address">
                {node.title}
              </Link>
            </TableCell>
            <TableCell className="text-ink-2">{node.clusterName}</TableCell>
            <TableCell>
              <SeverityCounts
                counts={node.counts}
                href={(severity) => nodeFindingsHref(trends.query, end, node.key, severity)}
              />
            </TableCell>
            <TableCell className="text-end">
              <CountLink href={nodeFindingsHref(trends.query, end, node.key)} count={node.count} />
            </TableCell>
          </TableRow>
        ))}
      </TableBody>
    </Table>
  );
}

/** How long something lasted at the end of the month, or until now while it runs. */
function age(since: string, end: string | null, now: Date): string {
  return t.time.short(((end ? Date.parse(end) : now.getTime()) - Date.parse(since)) / 1000);
}

export function ReportOldest({ report: { oldest, end }, now }: { report: Report; now: Date }) {
  const { head } = words.oldest;
  if (oldest.rows.length === 0) return <p className="text-sm text-ink-2">{words.oldest.none}</p>;
  return (
    <Table label={words.oldest.title}>
      <TableHead>
        <TableHeader>{head.finding}</TableHeader>
        <TableHeader>{head.node}</TableHeader>
        <TableHeader className="max-sm:hidden">{head.since}</TableHeader>
        <TableHeader className="text-end">{head.age}</TableHeader>
      </TableHead>
      <TableBody>
        {oldest.rows.map((finding) => (
          <TableRow key={finding.id}>
            <TableCell>
              <Link href={`/findings/${finding.id}`} className="link print-address">
                {finding.headline}
              </Link>
            </TableCell>
            <TableCell className="text-ink-2">{finding.node ?? finding.clusterName}</TableCell>
            <TableCell className="nums whitespace-nowrap max-sm:hidden">{finding.failingSince?.slice(0, 10)}</TableCell>
            <TableCell className="text-end whitespace-nowrap">
              {finding.failingSince ? age(finding.failingSince, end.at, now) : null}
            </TableCell>
          </TableRow>
        ))}
      </TableBody>
    </Table>
  );
}
