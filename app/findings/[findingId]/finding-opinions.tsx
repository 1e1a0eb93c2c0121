import { TimeAgo } from "../../../components/time-ago.tsx";
import { Link } from "../../../components/ui/link.tsx";
import { Section } from "../../../components/ui/section.tsx";
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "../../../components/ui/table.tsx";
import { VerdictBadge } from "../../../components/verdict-badge.tsx";
import type { FindingDetail } from "../../../lib/domain/views/finding-view.ts";
import * as t from "../../../lib/messages/index.ts";

const words = t.finding.opinions;

/** What imported reports of other tools say of the same thing; never a verdict of ours. */
export function FindingOpinions({ finding }: { finding: FindingDetail }) {
  const opinions = finding.beside.opinions ?? [];
  if (opinions.length === 0) return null;
  return (
    <Section
      id="opinions"
      title={words.title}
      actions={
        <Link href={`/checks/${finding.checkId}`} className="link text-xs">
          {words.compare}
        </Link>
      }
    >
      <Table label={words.title} scrollable>
        <TableHead>
          <TableHeader>{words.tool}</TableHeader>
          <TableHeader>{words.verdict}</TableHeader>
          <TableHeader>{words.says}</TableHeader>
          <TableHeader className="text-end max-sm:hidden">{words.at}</TableHeader>
        </TableHead>
        <TableBody>
          {opinions.map((opinion) => (
            <TableRow key={`${opinion.tool} ${opinion.ruleId} ${opinion.at} ${opinion.node}`}>
              <TableCell className="align-top whitespace-nowrap">
                {opinion.tool}
                {opinion.toolVersion ? <span className="text-ink-2"> {opinion.toolVersion}</span> : null}
                <code className="block text-[12px] text-ink-2">{opinion.ruleId}</code>
                <TimeAgo at={opinion.at} focusable={false} className="block text-xs text-ink-2 sm:hidden" />
              </TableCell>
              <TableCell className="align-top">
                <VerdictBadge verdict={opinion.verdict} />
                {opinion.verdict === finding.verdict ? null : (
                  <span className="block text-xs text-ink-2">{words.differs}</span>
                )}
              </TableCell>
              <TableCell className="w-full min-w-40 align-top break-words">
                {opinion.title}
                <span className="block text-xs text-ink-2">{opinion.says}</span>
              </TableCell>
              <TableCell className="text-end align-top whitespace-nowrap text-ink-2 max-sm:hidden">
                <TimeAgo at={opinion.at} focusable={false} />
              </TableCell>
            </TableRow>
          ))}
        </TableBody>
      </Table>
    </Section>
  );
}
