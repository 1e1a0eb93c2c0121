import { CountLink } from "../../components/count-link.tsx";
import { Link } from "../../components/ui/link.tsx";
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "../../components/ui/table.tsx";
import { portSections } from "../../lib/domain/well-known-ports.ts";
import * as t from "../../lib/messages/index.ts";
import { exposuresHref, rulesHref, scansHref } from "../trends/trend-links.ts";
import { openPorts, vantagesOf } from "../trends/trend-series.ts";
import { coverageSummary, daysSummary } from "../trends/trend-summary.ts";
import type { Report } from "./read-report.ts";
import { unscannedStretches } from "./unscanned.ts";

const words = t.report;

/** How much was looked at, and the days on which nothing was. */
export function ReportCoverage({ report: { trends } }: { report: Report }) {
  const { firstDay, query } = trends;
  const stretches = unscannedStretches(trends);
  const days = stretches.reduce((sum, { length }) => sum + length, 0);
  return (
    <div className="grid max-w-prose gap-1 text-sm">
      <p className="nums">{coverageSummary(trends)}</p>
      <p className="nums">{daysSummary(trends)}</p>
      {firstDay !== null && firstDay > query.from ? <p>{words.coverage.never(firstDay)}</p> : null}
      {stretches.length > 0 ? (
        <div>
          <p>{words.coverage.unscanned(days)}</p>
          <ul className="nums flex flex-wrap gap-x-3">
            {stretches.map(({ from, to }) => (
              <li key={from}>
                <Link href={scansHref(query, from)} className="link">
                  {words.coverage.stretch(from, to)}
                </Link>
              </li>
            ))}
          </ul>
        </div>
      ) : null}
    </div>
  );
}

/** Open ports by class and place at the start and at the end. */
export function ReportExposures({ report: { trends, start, end } }: { report: Report }) {
  const { head, none, title } = words.exposures;
  const points = start ? [start, end] : [end];
  const rows = portSections.flatMap((section) =>
    vantagesOf(points)
      .map((vantage) => ({ section, vantage }))
      .filter((row) => points.some((point) => (openPorts(point, row.section, row.vantage) ?? 0) > 0)),
  );
  if (rows.length === 0) return <p className="text-sm text-ink-2">{none}</p>;
  return (
    <Table label={title}>
      <TableHead>
        <TableHeader>{head.section}</TableHeader>
        <TableHeader>{head.vantage}</TableHeader>
        <TableHeader className="text-end">{head.start}</TableHeader>
        <TableHeader className="text-end">{head.end}</TableHeader>
      </TableHead>
      <TableBody>
        {rows.map(({ section, vantage }) => (
          <TableRow key={`${section}-${vantage}`}>
            <TableCell>{t.words.section[section]}</TableCell>
            <TableCell>{t.words.vantage[vantage]}</TableCell>
            {[start, end].map((point, index) => {
              const count = point ? openPorts(point, section, vantage) : null;
              return (
                <TableCell key={index === 0 ? head.start : head.end} className="text-end">
                  {point === null || count === null ? (
                    <span className="text-ink-2">{words.standing.notKnown}</span>
                  ) : (
                    <CountLink href={exposuresHref(trends.query, point, section, vantage)} count={count} />
                  )}
                </TableCell>
              );
            })}
          </TableRow>
        ))}
      </TableBody>
    </Table>
  );
}

/** What bends the lines for another reason than the clusters: rules, and clusters more or less. */
export function ReportRules({ report: { trends } }: { report: Report }) {
  if (trends.marks.length === 0) return <p className="text-sm text-ink-2">{words.rules.none}</p>;
  return (
    <ul className="grid max-w-prose gap-1 text-sm">
      {trends.marks.map(({ day, kind, names }) => (
        <li key={`${day}-${kind}`}>
          <Link href={kind === "rules" ? rulesHref(trends.query, day) : "/clusters"} className="link">
            {t.trends.dayLong(day)}: {t.trends.marks.label(kind, names)}
          </Link>{" "}
          <span className="text-ink-2">{t.trends.marks.names(kind, names)}</span>
        </li>
      ))}
    </ul>
  );
}
