import { PortName } from "../../../components/port-name.tsx";
import { TimeAgo } from "../../../components/time-ago.tsx";
import { Link } from "../../../components/ui/link.tsx";
import { Pagination } from "../../../components/ui/pagination.tsx";
import { Section } from "../../../components/ui/section.tsx";
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "../../../components/ui/table.tsx";
import { VerdictBadge } from "../../../components/verdict-badge.tsx";
import { findCheck } from "../../../lib/checks/index.ts";
import type { Severity } from "../../../lib/domain/severity.ts";
import type { Verdict } from "../../../lib/domain/verdict.ts";
import type { Page } from "../../../lib/domain/views/page.ts";
import type { ScanResultRow } from "../../../lib/domain/views/scan-view.ts";
import * as t from "../../../lib/messages/index.ts";
import { resultsHref } from "./results-href.ts";

const words = t.scans.section;

function Row({ result, isAccepted }: { result: ScanResultRow; isAccepted: boolean }) {
  const { checkId, subject, reason, since } = result;
  const place = subject.node && subject.node !== subject.name ? subject.node : subject.namespace;
  return (
    <TableRow>
      <TableCell className="min-w-40 align-top lg:min-w-72">
        <Link href={`/checks/${checkId}`} className="hover:underline">
          {findCheck(checkId)?.title ?? checkId}
        </Link>
      </TableCell>
      <TableCell className="align-top break-words sm:whitespace-nowrap">
        {subject.name}{" "}
        {subject.port === undefined ? null : <PortName port={subject.port} protocol={subject.protocol} />}
        {place ? <span className="block text-xs text-ink-2">{place}</span> : null}
      </TableCell>
      <TableCell className="w-full min-w-48 align-top">
        {reason}
        {isAccepted ? (
          <span className="block text-xs">
            <VerdictBadge verdict="accepted" /> <span className="text-ink-2">{t.words.resultMeaning.accepted}</span>
          </span>
        ) : null}
        {since ? (
          <span className="block text-xs text-ink-2">
            {words.judgedSince} <VerdictBadge verdict={since.verdict} /> <TimeAgo at={since.at} />
          </span>
        ) : null}
      </TableCell>
    </TableRow>
  );
}

interface Props {
  scanId: string;
  verdict: Verdict;
  results: Page<ScanResultRow>;
  /** The page was asked for these answers, and from where on; else they are the first lines of a longer page. */
  asked: { cursor: string | undefined; severity: Severity | undefined } | null;
  /** Fingerprints of fails that a person has accepted. */
  accepted: ReadonlySet<string>;
  /** How many the scan counted; more than none with nothing to list are answers that are not kept. */
  counted: number;
}

/** What the checks of a scan answered with one verdict: of what, and why. */
export function ScanResults({ scanId, verdict, results, asked, accepted, counted }: Props) {
  const { items, total, nextCursor } = results;
  const severity = asked?.severity;
  const isKept = total > 0 || counted === 0;
  const word = severity
    ? words.ofSeverity(t.words.verdict[verdict], t.words.severity[severity])
    : t.words.verdict[verdict];
  const title = words.results(word, isKept ? total : counted);
  const other = asked ? { to: `/scans/${scanId}`, label: words.resultsHide } : null;
  const all = !asked && total > items.length ? { to: resultsHref(scanId, verdict), label: words.resultsAll } : other;
  return (
    <Section
      id="results"
      title={title}
      aside={t.words.verdictMeaning[verdict]}
      actions={
        all ? (
          <Link href={all.to} className="link text-xs">
            {all.label}
          </Link>
        ) : null
      }
    >
      {items.length === 0 ? (
        <p data-total={asked && isKept ? 0 : undefined} className="border-t border-line py-2 text-sm text-ink-2">
          {isKept ? words.resultsNone(word) : words.resultsNotKept}
        </p>
      ) : (
        <Table label={title} scrollable>
          <TableHead>
            <TableHeader>{words.check}</TableHeader>
            <TableHeader>{words.subject}</TableHeader>
            <TableHeader>{words.reason}</TableHeader>
          </TableHead>
          <TableBody>
            {items.map((result) => (
              <Row
                key={result.fingerprint}
                result={result}
                isAccepted={verdict === "fail" && accepted.has(result.fingerprint)}
              />
            ))}
          </TableBody>
        </Table>
      )}
      {asked && items.length > 0 ? (
        <Pagination
          shown={items.length}
          total={total}
          firstHref={asked.cursor ? resultsHref(scanId, verdict, { severity }) : null}
          nextHref={nextCursor ? resultsHref(scanId, verdict, { severity, cursor: nextCursor }) : null}
        />
      ) : null}
    </Section>
  );
}
