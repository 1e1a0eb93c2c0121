import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "../../../components/ui/table.tsx";
import type { SlaPreview } from "../../../lib/domain/views/triage-view.ts";
import * as t from "../../../lib/messages/index.ts";

const words = t.sla.preview;

/** What would become overdue, by severity. */
export function PreviewOfSla({ preview: { severities } }: { preview: SlaPreview }) {
  const sum = (of: "open" | "now" | "later" | "become") => severities.reduce((total, row) => total + row[of], 0);
  // Each that stays overdue is in both; what is only in the first is overdue no longer.
  const relief = sum("now") - (sum("later") - sum("become"));
  return (
    <div role="status" className="grid gap-3">
      <p className="text-sm">
        {words.open(sum("open"))}{" "}
        <span className="font-medium" data-become={sum("become")}>
          {words.become(sum("become"))}
        </span>{" "}
        {relief > 0 ? words.relief(relief) : null}
      </p>
      <Table label={words.title} scrollable>
        <TableHead>
          <TableHeader>{words.severity}</TableHeader>
          <TableHeader className="text-end">{words.now}</TableHeader>
          <TableHeader className="text-end">{words.later}</TableHeader>
        </TableHead>
        <TableBody>
          {severities.map(({ severity, now, later }) => (
            <TableRow key={severity}>
              <TableCell>{t.words.severity[severity]}</TableCell>
              <TableCell className="nums text-end">{t.words.number(now)}</TableCell>
              <TableCell className="nums text-end">{t.words.number(later)}</TableCell>
            </TableRow>
          ))}
        </TableBody>
      </Table>
    </div>
  );
}
