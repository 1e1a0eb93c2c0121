import { SeverityBadge } from "../../../components/severity-badge.tsx";
import { TimeAgo } from "../../../components/time-ago.tsx";
import { Link } from "../../../components/ui/link.tsx";
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "../../../components/ui/table.tsx";
import type { CoveredFinding } from "../../../lib/domain/views/triage-view.ts";
import * as t from "../../../lib/messages/index.ts";

const words = t.acceptances.one;

/** Findings that it covers, then those that it covered. */
export function CoveredTable({ findings }: { findings: readonly CoveredFinding[] }) {
  return (
    <Table label={words.ever}>
      <TableHead>
        <TableHeader>{t.findings.columns.severity}</TableHeader>
        <TableHeader>{words.finding}</TableHeader>
        <TableHeader>{words.state}</TableHeader>
        <TableHeader>{t.acceptances.columns.until}</TableHeader>
      </TableHead>
      <TableBody>
        {findings.map(({ findingId, headline, severity, state, now, until }) => (
          <TableRow key={findingId}>
            <TableCell>
              <SeverityBadge severity={severity} />
            </TableCell>
            <TableCell className="min-w-64">
              <Link href={`/findings/${findingId}`} className="row-link">
                {headline}
              </Link>
            </TableCell>
            <TableCell className="whitespace-nowrap">{t.words.findingState[state]}</TableCell>
            <TableCell className="whitespace-nowrap text-ink-2">
              {now ? words.now : until ? <TimeAgo at={until} focusable={false} /> : null}
            </TableCell>
          </TableRow>
        ))}
      </TableBody>
    </Table>
  );
}
