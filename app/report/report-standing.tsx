import { CountLink } from "../../components/count-link.tsx";
import { SeverityShape } from "../../components/severity-shape.tsx";
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "../../components/ui/table.tsx";
import { type Severity, severities } from "../../lib/domain/severity.ts";
import type { Trends } from "../../lib/domain/views/trends-view.ts";
import * as t from "../../lib/messages/index.ts";
import { changesHref, endedOtherwise, type FlowKind, findingsHref, scansHref } from "../trends/trend-links.ts";
import { openOf } from "../trends/trend-series.ts";
import type { Report } from "./read-report.ts";

const words = t.report.standing;

/** What came or went in the month, of one severity or of all. */
function flow({ weeks }: Trends, kind: "opened" | "reopened" | "fixed", severity?: Severity): number {
  return weeks.reduce((sum, week) => sum + (severity ? week[kind][severity] : openOf(week[kind])), 0);
}

/** What left in another way than fixed; the change feed lists all of it unless somebody accepted some. */
function otherwise({ weeks, repair }: Trends, severity?: Severity): { count: number; listed: boolean } {
  const rows = repair.filter((row) => severity === undefined || row.severity === severity);
  return {
    count: rows.reduce((sum, row) => sum + row.endedOtherwise, 0),
    listed: weeks.every(({ accepted }) => accepted === 0),
  };
}

function Row({ report: { trends, start, end }, severity }: { report: Report; severity?: Severity }) {
  const scope = trends.query;
  const countOf = (point: Report["end"]) => (severity ? point.open[severity] : openOf(point.open));
  const changes = (kinds: readonly FlowKind[], count: number, listed = true) => (
    <TableCell className="text-end">
      {listed ? <CountLink href={changesHref(scope, kinds, scope, severity)} count={count} /> : count}
    </TableCell>
  );
  const ended = otherwise(trends, severity);
  return (
    <TableRow className={severity ? "" : "font-semibold"}>
      <th scope="row" className={severity ? "text-start font-normal" : "text-start"}>
        <span className="inline-flex items-center gap-1.5">
          {severity ? <SeverityShape shape={severity} /> : null}
          {severity ? t.words.severity[severity] : words.total}
        </span>
      </th>
      <TableCell className="text-end">
        {start ? (
          <CountLink href={findingsHref(scope, start, severity)} count={countOf(start)} />
        ) : (
          <span className="text-ink-2">{words.notKnown}</span>
        )}
      </TableCell>
      {changes(["opened"], flow(trends, "opened", severity))}
      {changes(["reopened"], flow(trends, "reopened", severity))}
      {changes(["fixed"], flow(trends, "fixed", severity))}
      {changes(endedOtherwise, ended.count, ended.listed)}
      <TableCell className="text-end">
        <CountLink href={findingsHref(scope, end, severity)} count={countOf(end)} />
      </TableCell>
      <TableCell className="text-end">{start ? words.change(countOf(end) - countOf(start)) : words.notKnown}</TableCell>
    </TableRow>
  );
}

function Whole({ report: { trends, start, end } }: { report: Report }) {
  const of = (point: Report["end"], what: "score" | "nodes") => {
    const score = point.score === null ? words.notKnown : words.scoreOf(point.score);
    return (
      <a href={scansHref(trends.query, point.day)} data-measure className="link nums">
        {what === "score" ? score : words.nodesOf(point.nodesChecked, point.nodesKnown)}
      </a>
    );
  };
  return (["score", "nodes"] as const).map((what) => (
    <p key={what} className="nums text-sm">
      <span className="inline-block w-32 text-ink-2">{words[what]}</span>
      {start ? <>{of(start, what)} → </> : null}
      {of(end, what)}
    </p>
  ));
}

/** Open at the start and at the end of the month and what came and went between, each number a link. */
export function ReportStanding({ report }: { report: Report }) {
  const { head } = words;
  return (
    <>
      <Table label={words.title}>
        <TableHead>
          <TableHeader>{head.severity}</TableHeader>
          {(["start", "opened", "reopened", "fixed", "otherwise", "end", "change"] as const).map((name) => (
            <TableHeader key={name} className="text-end whitespace-normal">
              {head[name]}
            </TableHeader>
          ))}
        </TableHead>
        <TableBody>
          {severities.map((severity) => (
            <Row key={severity} report={report} severity={severity} />
          ))}
          <Row report={report} />
        </TableBody>
      </Table>
      <p className="my-2 max-w-prose text-xs text-ink-2">
        {words.days(report.start?.day ?? null, report.end.day)} {report.start ? null : words.startNone} {words.rest}
      </p>
      <Whole report={report} />
    </>
  );
}
