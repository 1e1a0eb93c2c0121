import { CountLink } from "../../components/count-link.tsx";
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "../../components/ui/table.tsx";
import type { TrendDayPoint } from "../../lib/domain/views/trends-view.ts";
import * as t from "../../lib/messages/index.ts";
import { acceptancesHref, dueHref } from "../trends/trend-links.ts";
import type { Report } from "./read-report.ts";

const words = t.report.decided;

interface Measure {
  of: "due" | "overdue" | "active" | "ending";
  value: (point: TrendDayPoint) => number | undefined;
  href: (report: Report, point: TrendDayPoint) => string;
  /** Whether the address lists what was counted: that of a past day goes by the dates of today. */
  listed: (point: TrendDayPoint) => boolean;
}

const isNow = ({ at }: TrendDayPoint) => at === null;
const never = () => false;

const measures: readonly Measure[] = [
  {
    of: "due",
    value: ({ sla }) => sla?.due,
    href: ({ trends }, at) => dueHref(trends.query, at, "due"),
    listed: isNow,
  },
  {
    of: "overdue",
    value: ({ sla }) => sla?.overdue,
    href: ({ trends }, at) => dueHref(trends.query, at, "overdue"),
    listed: isNow,
  },
  {
    of: "active",
    value: ({ acceptances }) => acceptances?.active,
    href: ({ trends }) => acceptancesHref(trends.query, "active"),
    listed: never,
  },
  {
    of: "ending",
    value: ({ acceptances }) => acceptances?.ending,
    href: ({ trends }) => acceptancesHref(trends.query, "ending"),
    listed: never,
  },
];

function Value({ report, measure, point }: { report: Report; measure: Measure; point: TrendDayPoint | null }) {
  const value = point ? measure.value(point) : undefined;
  if (!point || value === undefined) return <span className="text-ink-2">{t.report.standing.notKnown}</span>;
  const href = measure.href(report, point);
  if (measure.listed(point)) return <CountLink href={href} count={value} />;
  return (
    <a href={href} data-measure className="link nums">
      {value}
    </a>
  );
}

/** What is due, what is late, and what somebody accepted: at both ends of the month, as the trends count it. */
export function ReportDecided({ report }: { report: Report }) {
  const { start, end } = report;
  const { head } = t.report.standing;
  return (
    <Table label={words.title}>
      <TableHead>
        <TableHeader>{words.what}</TableHeader>
        <TableHeader className="text-end">{head.start}</TableHeader>
        <TableHeader className="text-end">{head.end}</TableHeader>
        <TableHeader className="text-end">{head.change}</TableHeader>
      </TableHead>
      <TableBody>
        {measures.map((measure) => {
          const [before, after] = [start ? measure.value(start) : undefined, measure.value(end)];
          return (
            <TableRow key={measure.of}>
              <th scope="row" className="text-start font-normal">
                {words[measure.of]}
              </th>
              <TableCell className="text-end">
                <Value {...{ report, measure, point: start }} />
              </TableCell>
              <TableCell className="text-end">
                <Value {...{ report, measure, point: end }} />
              </TableCell>
              <TableCell className="nums text-end">
                {before === undefined || after === undefined
                  ? t.report.standing.notKnown
                  : t.report.standing.change(after - before)}
              </TableCell>
            </TableRow>
          );
        })}
      </TableBody>
    </Table>
  );
}
