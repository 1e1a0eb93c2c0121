import { versionRange } from "../../../components/checks/counterpart-name.ts";
import { RichText } from "../../../components/rich-text.tsx";
import { SeverityBadge } from "../../../components/severity-badge.tsx";
import { Section } from "../../../components/ui/section.tsx";
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "../../../components/ui/table.tsx";
import { type Counterpart, rosettaOf, whyNoCounterpart } from "../../../lib/checks/rosetta.ts";
import type { Check } from "../../../lib/domain/check.ts";
import { distributionName } from "../../../lib/domain/distribution.ts";
import * as t from "../../../lib/messages/index.ts";
import { SeverityRange } from "../severity-range.tsx";

const words = t.checks.rosetta;

/** What the rule is of: the tool, or the benchmark with its versions. */
function Source({ row }: { row: Counterpart }) {
  if (!row.benchmark) return row.tool;
  return (
    <>
      {row.benchmark} <span className="text-ink-2">{versionRange(row.versions)}</span>
      {row.tool === "kube-bench" ? <span className="block text-xs text-ink-2">{words.kubeBench}</span> : null}
    </>
  );
}

function Says({ row }: { row: Counterpart }) {
  if (row.severity) return <SeverityBadge severity={row.severity} />;
  if (row.benchmark) return row.assessment ? words.assessment[row.assessment] : words.noSeverity;
  return row.id === null ? "" : words.unconfirmed;
}

function Row({ row }: { row: Counterpart }) {
  const title = row.title ?? (row.id === null ? words.noRule : words.unconfirmedTitle);
  return (
    <TableRow>
      <TableCell className="align-top sm:min-w-56">
        <Source row={row} />
        <span className="mt-0.5 block text-xs text-ink-2 sm:hidden">{title}</span>
      </TableCell>
      <TableCell className="align-top">
        {row.id ? <code className="text-[12px] max-sm:break-all">{row.id}</code> : null}
      </TableCell>
      <TableCell className="align-top whitespace-nowrap max-md:hidden">
        {row.distribution ? distributionName(row.distribution) : row.benchmark ? words.everyDistribution : ""}
      </TableCell>
      <TableCell className="align-top sm:whitespace-nowrap">
        <Says row={row} />
      </TableCell>
      <TableCell className="min-w-52 align-top max-sm:hidden">
        <span className={row.title ? "" : "text-ink-2"}>{title}</span>
        {row.note ? <span className="block text-xs text-ink-2">{row.note}</span> : null}
      </TableCell>
    </TableRow>
  );
}

/** What benchmarks and other tools call the same thing, how bad they find it, and why we do not agree. */
export function CheckRosetta({ check }: { check: Check }) {
  const rows = rosettaOf(check);
  return (
    <Section id="rosetta" title={words.title} aside={rows.length > 0 ? words.aside : null}>
      {rows.length === 0 ? (
        <p className="max-w-prose text-sm">
          {words.none} <span className="text-ink-2">{whyNoCounterpart(check)}</span>
        </p>
      ) : (
        <Table label={words.title} scrollable>
          <TableHead>
            <TableHeader>{words.source}</TableHeader>
            <TableHeader>{words.id}</TableHeader>
            <TableHeader className="max-md:hidden">{words.distribution}</TableHeader>
            <TableHeader>{words.says}</TableHeader>
            <TableHeader className="max-sm:hidden">{words.theirTitle}</TableHeader>
          </TableHead>
          <TableBody>
            {rows.map((row) => (
              <Row key={`${row.tool} ${row.benchmark} ${row.id}`} row={row} />
            ))}
          </TableBody>
        </Table>
      )}
      {check.severityDiffers ? (
        <div className="mt-3 max-w-prose text-sm">
          <h3 className="flex flex-wrap items-center gap-x-2 font-medium">
            {words.differs} <SeverityRange check={check} />
          </h3>
          <p className="mt-0.5 text-ink-2">
            <RichText text={check.severityDiffers} />
          </p>
        </div>
      ) : null}
    </Section>
  );
}
