import type { PortStrip } from "../../lib/domain/views/timeline-view.ts";
import * as t from "../../lib/messages/index.ts";
import { Instant } from "../instant.tsx";
import { PortStateGlyph } from "../port-state-glyph.tsx";
import { Link } from "../ui/link.tsx";
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "../ui/table.tsx";
import { stateWords } from "./port-words.ts";

const words = t.timeline.table;
const at = "nums whitespace-nowrap text-ink-2";

/** The strips as rows, newest first: what each stretch was, from when to when, and which scans saw it. */
export function StripTable({ label, strips }: { label: string; strips: readonly PortStrip[] }) {
  const rows = strips.flatMap((strip) => strip.stretches.toReversed().map((stretch) => ({ strip, stretch })));
  return (
    <details className="mt-2">
      <summary className="inline-block text-xs text-ink-2 hover:text-ink hover:underline">{t.ui.showTable}</summary>
      <div className="mt-2 max-h-96 overflow-y-auto">
        <Table label={label} scrollable>
          <TableHead>
            <TableHeader>{words.vantage}</TableHeader>
            <TableHeader>{words.state}</TableHeader>
            <TableHeader>{words.since}</TableHeader>
            <TableHeader>{words.until}</TableHeader>
            <TableHeader>{words.confirmed}</TableHeader>
            <TableHeader>{words.scan}</TableHeader>
          </TableHead>
          <TableBody>
            {rows.map(({ strip, stretch }) => (
              <TableRow key={`${strip.id} ${stretch.since}`}>
                <TableCell className="whitespace-nowrap">
                  {strip.vantage.name} <code className="text-[11px] text-ink-2">{strip.address}</code>
                </TableCell>
                <TableCell className="whitespace-nowrap">
                  <span className="inline-flex items-center gap-1.5">
                    <PortStateGlyph state={stretch.state} />
                    {stateWords(stretch)}
                    {stretch.service ? <span className="text-ink-2">{stretch.service}</span> : null}
                  </span>
                </TableCell>
                <TableCell className={at}>
                  <Instant at={stretch.since} />
                </TableCell>
                <TableCell className={at}>
                  {stretch.until === null ? words.still : <Instant at={stretch.until} />}
                </TableCell>
                <TableCell className={at}>
                  <Instant at={stretch.confirmedAt} />
                </TableCell>
                <TableCell>
                  {stretch.firstScanId ? (
                    <Link href={`/scans/${stretch.firstScanId}`} className="link">
                      {t.finding.history.scan}
                    </Link>
                  ) : (
                    <span className="text-ink-2">{t.timeline.change.recheck}</span>
                  )}
                </TableCell>
              </TableRow>
            ))}
          </TableBody>
        </Table>
      </div>
    </details>
  );
}
