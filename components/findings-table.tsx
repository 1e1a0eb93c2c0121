import type { FindingRow } from "../lib/domain/views/finding-view.ts";
import * as t from "../lib/messages/index.ts";
import { FailingFor } from "./failing-for.tsx";
import { SelectAll, SelectRow } from "./findings-selection.tsx";
import { PortName } from "./port-name.tsx";
import { resultOf } from "./result.ts";
import { SeverityBadge } from "./severity-badge.tsx";
import { TimeAgo } from "./time-ago.tsx";
import { Link } from "./ui/link.tsx";
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "./ui/table.tsx";
import { VerdictBadge } from "./verdict-badge.tsx";

export interface SortLink {
  href: string;
  sorted?: "ascending" | "descending" | undefined;
}

interface Props {
  label: string;
  findings: FindingRow[];
  /** Links of the heads that can sort; without them the table keeps its order. */
  sorts?: Partial<Record<"severity" | "check" | "node" | "failing" | "checked", SortLink>>;
  hideNode?: boolean;
  /** Rows can be chosen; stands inside a FindingsSelection. */
  selectable?: boolean;
  /** The instant that the rows show; how long they fail is until then, and when they were looked at last is not told. */
  asOf?: string | undefined;
}

/** The result in one of its five words, and what else is to be said of where the finding stands. */
function ResultWord({ finding }: { finding: FindingRow }) {
  const { state, resolution, verdict } = finding;
  const result = resultOf(finding);
  const beside =
    state === "resolved" && resolution
      ? t.words.resolution[resolution]
      : state === "open" && verdict === "unknown"
        ? t.findings.stillOpen
        : state === "open" || result === "accepted"
          ? null
          : t.words.findingState[state].toLowerCase();
  return (
    <span className="inline-flex items-center gap-1.5">
      <VerdictBadge verdict={result} className="font-normal" />
      {beside ? <span className="text-xs text-ink-2">{beside}</span> : null}
    </span>
  );
}

interface RowProps extends Required<Pick<Props, "hideNode" | "selectable">> {
  finding: FindingRow;
  asOf: string | undefined;
}

function Row({ finding, hideNode, selectable, asOf }: RowProps) {
  const port = finding.port === null ? null : <PortName port={finding.port} protocol={finding.protocol ?? "TCP"} />;
  return (
    <TableRow>
      {selectable ? (
        <TableCell className="w-0 pe-0">
          <SelectRow id={finding.id} headline={finding.headline} />
        </TableCell>
      ) : null}
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
export function FindingsTable({ label, findings, sorts = {}, hideNode = false, selectable = false, asOf }: Props) {
  const head = (key: keyof typeof sorts) => ({ sortHref: sorts[key]?.href, sorted: sorts[key]?.sorted });
  const words = t.findings.columns;
  return (
    <Table label={label}>
      <TableHead>
        {selectable ? (
          <TableHeader className="w-0 pe-0">
            <SelectAll />
          </TableHeader>
        ) : null}
        <TableHeader className="max-sm:text-[0px]" {...head("severity")}>
          {words.severity}
        </TableHeader>
        <TableHeader {...head("check")}>{words.finding}</TableHeader>
        {hideNode ? null : (
          <TableHeader className="max-md:hidden" {...head("node")}>
            {words.node}
          </TableHeader>
        )}
        <TableHeader className="max-md:hidden">{words.port}</TableHeader>
        <TableHeader className="max-lg:hidden">{words.vantage}</TableHeader>
        <TableHeader className="max-lg:hidden">{words.state}</TableHeader>
        <TableHeader className="text-end" {...head("failing")}>
          {words.failing}
        </TableHeader>
        {asOf ? null : (
          <TableHeader className="text-end max-xl:hidden" {...head("checked")}>
            {words.checked}
          </TableHeader>
        )}
      </TableHead>
      <TableBody>
        {findings.map((finding) => (
          <Row key={finding.id} finding={finding} hideNode={hideNode} selectable={selectable} asOf={asOf} />
        ))}
      </TableBody>
    </Table>
  );
}
