import type { ScanSummary } from "../../lib/domain/views/scan-view.ts";
import * as t from "../../lib/messages/index.ts";
import { CountLink } from "../count-link.tsx";
import { href } from "../href.ts";
import { SeverityCounts } from "../severity-counts.tsx";
import { TimeAgo } from "../time-ago.tsx";
import { Link } from "../ui/link.tsx";
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "../ui/table.tsx";
import { scanDuration } from "./scan-duration.ts";
import { ScanStateBadge } from "./scan-state-badge.tsx";

const words = t.scans.columns;

/** What the scan made of findings; each number opens the events it counts. */
function Changes({ scanId, changes }: { scanId: string; changes: NonNullable<ScanSummary["changes"]> }) {
  const to = (kind: string[]) => href("/changes", { scan: scanId, kind });
  const className = "relative z-10 hover:underline";
  return (
    <>
      <CountLink href={to(["opened", "reopened"])} count={changes.new} className={className}>
        {t.scans.changed.new(changes.new)}
      </CountLink>
      {", "}
      <CountLink href={to(["fixed"])} count={changes.fixed} className={className}>
        {t.scans.changed.fixed(changes.fixed)}
      </CountLink>
    </>
  );
}

function Row({ scan, showCluster }: { scan: ScanSummary; showCluster: boolean }) {
  const { changes, nodes, found } = scan;
  return (
    <TableRow>
      <TableCell>
        <ScanStateBadge state={scan.state} />
      </TableCell>
      <TableCell className="whitespace-nowrap">
        <Link href={`/scans/${scan.id}`} data-row-link className="row-link font-medium">
          <TimeAgo at={scan.requestedAt} focusable={false} />
        </Link>
        {showCluster ? (
          <span className="block max-w-36 truncate text-xs text-ink-2 md:hidden">{scan.clusterName}</span>
        ) : null}
      </TableCell>
      {showCluster ? (
        <TableCell className="min-w-28 max-md:hidden">
          <span className="block max-w-56 truncate">{scan.clusterName}</span>
        </TableCell>
      ) : null}
      <TableCell className="whitespace-nowrap text-ink-2 max-md:hidden">{t.words.scanTrigger[scan.trigger]}</TableCell>
      <TableCell className="text-ink-2 max-lg:hidden">{t.words.profile[scan.profile]}</TableCell>
      <TableCell className="text-end whitespace-nowrap">
        {nodes ? t.scans.coverage(nodes.checked, nodes.known) : <span className="text-ink-3">{t.scans.notKnown}</span>}
      </TableCell>
      <TableCell className="max-sm:hidden">
        {found ? (
          <SeverityCounts
            counts={found}
            href={(severity) => href(`/scans/${scan.id}`, { verdict: "fail", severity })}
          />
        ) : (
          <span className="text-ink-3">{t.scans.notKnown}</span>
        )}
      </TableCell>
      <TableCell className="whitespace-nowrap max-sm:hidden">
        {changes ? <Changes scanId={scan.id} changes={changes} /> : null}
      </TableCell>
      <TableCell className="text-end whitespace-nowrap text-ink-2 max-lg:hidden">{scanDuration(scan)}</TableCell>
    </TableRow>
  );
}

/** Scans one to a row, the newest first. */
export function ScanTable({ scans, showCluster = true }: { scans: ScanSummary[]; showCluster?: boolean }) {
  return (
    <Table label={t.scans.title}>
      <TableHead>
        <TableHeader>{words.state}</TableHeader>
        <TableHeader>{words.requested}</TableHeader>
        {showCluster ? <TableHeader className="max-md:hidden">{words.cluster}</TableHeader> : null}
        <TableHeader className="max-md:hidden">{words.trigger}</TableHeader>
        <TableHeader className="max-lg:hidden">{words.profile}</TableHeader>
        <TableHeader className="text-end">{words.coverage}</TableHeader>
        <TableHeader className="max-sm:hidden">{words.found}</TableHeader>
        <TableHeader className="max-sm:hidden">{words.changes}</TableHeader>
        <TableHeader className="text-end max-lg:hidden">{words.duration}</TableHeader>
      </TableHead>
      <TableBody>
        {scans.map((scan) => (
          <Row key={scan.id} scan={scan} showCluster={showCluster} />
        ))}
      </TableBody>
    </Table>
  );
}
