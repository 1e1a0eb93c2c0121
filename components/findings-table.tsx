import type { FindingRow } from "../lib/domain/views/finding-view.ts";
import * as t from "../lib/messages/index.ts";
import { FailingFor } from "./failing-for.tsx";
import { besideResult } from "./findings/beside-result.ts";
import { Term } from "./glossary/term.tsx";
import { PortName } from "./port-name.tsx";
import { resultOf } from "./result.ts";
import { SeverityBadge } from "./severity-badge.tsx";
import { TimeAgo } from "./time-ago.tsx";
import { Link } from "./ui/link.tsx";
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "./ui/table.tsx";
import { VerdictBadge } from "./verdict-badge.tsx";

interface Props {
  label: string;
  findings: FindingRow[];
  hideNode?: boolean;
  /** The instant that the rows show; how long they fail is until then, and when they were looked at last is not told. */
  asOf?: string | undefined;
}

/** The result in one of its five words, and what else is to be said of where the finding stands. */
function ResultWord({ finding }: { finding: FindingRow }) {
  const beside = besideResult(finding);
  return (
    <span className="inline-flex items-center gap-1.5">
      <VerdictBadge verdict={resultOf(finding)} className="font-normal" />
      {beside ? <span className="text-xs text-ink-2">{beside}</span> : null}
    </span>
  );
}

interface RowProps extends Required<Pick<Props, "hideNode">> {
  finding: FindingRow;
  asOf: string | undefined;
}

function Row({ finding, hideNode, asOf }: RowProps) {
  const port = finding.port === null ? null : <PortName port={finding.port} protocol={finding.protocol ?? "TCP"} />;
  return (
    <TableRow>
      <TableCell>
        <SeverityBadge severity={finding.severity} className="max-sm:[&]:text-[0px] max-sm:[&]:gap-0" />
      </TableCell>
      <TableCell className="w-full max-w-0 min-w-36 sm:min-w-56">
        <Link
          href={`/findings/${finding.id}`}
          data-row-link
          className="row-link block truncate font-medium max-md:whitespace-normal"
          title={finding.headline}
        >
          {finding.headline}
        </Link>
        <span className="block text-xs text-ink-2 md:hidden">
          <span className="font-medium sm:hidden" aria-hidden>
            {t.words.severity[finding.severity]}
            {finding.node || port ? " · " : null}
          </span>
          {finding.node} {port}
          {finding.verdict === "fail" && finding.state === "open" ? null : (
            <span className="block">
              <ResultWord finding={finding} />
            </span>
          )}
        </span>
      </TableCell>
      {hideNode ? null : (
        <TableCell className="whitespace-nowrap max-md:hidden">
          {finding.nodeId && finding.node ? (
            <Link href={`/nodes/${finding.nodeId}`} className="relative z-10 hover:underline">
              {finding.node}
            </Link>
          ) : (
            <span className="text-ink-3">{finding.node ?? t.findings.noNode}</span>
          )}
        </TableCell>
      )}
      <TableCell className="max-md:hidden">{port ?? <span className="text-ink-3">{t.findings.noPort}</span>}</TableCell>
      <TableCell className="whitespace-nowrap text-ink-2 max-lg:hidden">{t.words.vantage[finding.vantage]}</TableCell>
      <TableCell className="whitespace-nowrap max-lg:hidden">
        <ResultWord finding={finding} />
      </TableCell>
      <TableCell className="text-end whitespace-nowrap">
        {finding.failingSince ? <FailingFor since={finding.failingSince} asOf={asOf} /> : null}
      </TableCell>
      {asOf ? null : (
        <TableCell className="text-end whitespace-nowrap text-ink-2 max-xl:hidden">
          <TimeAgo at={finding.lastCheckedAt} focusable={false} />
        </TableCell>
      )}
    </TableRow>
  );
}

/** Findings one to a row; the whole row opens the finding. */
export function FindingsTable({ label, findings, hideNode = false, asOf }: Props) {
  const words = t.findings.columns;
  return (
    <Table label={label}>
      <TableHead>
        <TableHeader className="max-sm:text-[0px]">{words.severity}</TableHeader>
        <TableHeader>{words.finding}</TableHeader>
        {hideNode ? null : <TableHeader className="max-md:hidden">{words.node}</TableHeader>}
        <TableHeader className="max-md:hidden">{words.port}</TableHeader>
        <TableHeader className="max-lg:hidden">
          <Term id="vantage">{words.vantage}</Term>
        </TableHeader>
        <TableHeader className="max-lg:hidden">
          <Term id="verdict">{words.state}</Term>
        </TableHeader>
        <TableHeader className="text-end">{words.failing}</TableHeader>
        {asOf ? null : <TableHeader className="text-end max-xl:hidden">{words.checked}</TableHeader>}
      </TableHead>
      <TableBody>
        {findings.map((finding) => (
          <Row key={finding.id} finding={finding} hideNode={hideNode} asOf={asOf} />
        ))}
      </TableBody>
    </Table>
  );
}
