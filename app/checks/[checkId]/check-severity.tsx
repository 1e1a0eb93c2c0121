import { RichText } from "../../../components/rich-text.tsx";
import { SeverityBadge } from "../../../components/severity-badge.tsx";
import { Section } from "../../../components/ui/section.tsx";
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "../../../components/ui/table.tsx";
import type { Check } from "../../../lib/domain/check.ts";
import { severityFrom } from "../../../lib/domain/severity.ts";
import { vantageKinds } from "../../../lib/domain/vantage.ts";
import * as t from "../../../lib/messages/index.ts";
import { SeverityRange } from "../severity-range.tsx";

const words = t.checks.severity;

/** The check's severity from each vantage, and the rule behind it. */
export function CheckSeverity({ check }: { check: Check }) {
  const { byVantage, rule, range } = check.severity;
  const [worst, mildest] = range;
  return (
    <Section id="severity" title={words.title} aside={byVantage ? words.aside : null}>
      {byVantage ? (
        <div className="max-w-[720px]">
          <Table label={words.title} scrollable>
            <TableHead>
              <TableHeader>{words.vantage}</TableHeader>
              <TableHeader>{words.who}</TableHeader>
              <TableHeader>{words.severity}</TableHeader>
            </TableHead>
            <TableBody>
              {vantageKinds.map((kind) => (
                <TableRow key={kind}>
                  <TableCell className="whitespace-nowrap">{t.words.vantage[kind]}</TableCell>
                  <TableCell className="text-ink-2">{t.words.who(kind)}</TableCell>
                  <TableCell>
                    <SeverityBadge severity={severityFrom(byVantage, kind)} />
                  </TableCell>
                </TableRow>
              ))}
            </TableBody>
          </Table>
        </div>
      ) : (
        <p className="flex flex-wrap gap-x-3 text-sm">
          <SeverityRange check={check} />
          {worst === mildest ? <span className="text-ink-2">{words.base}</span> : null}
        </p>
      )}
      <p className="mt-2 max-w-prose text-sm text-ink-2">
        <RichText text={rule} />
      </p>
    </Section>
  );
}
