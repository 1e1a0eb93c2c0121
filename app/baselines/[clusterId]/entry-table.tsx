import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "../../../components/ui/table.tsx";
import * as t from "../../../lib/messages/index.ts";
import type { EntryStanding } from "../../../lib/posture/index.ts";
import { entryNodes, entryPlaces, entryPorts } from "../entry-words.ts";

const words = t.baselines.table;

/** Entries as rows that read as sentences: this port, of these nodes, from there, because. */
export function EntryTable({ rows, label }: { rows: readonly EntryStanding[]; label: string }) {
  return (
    <Table label={label} scrollable>
      <TableHead>
        {[words.ports, words.nodes, words.from, words.because, words.owner, words.until, words.open].map((head) => (
          <TableHeader key={head} className="text-start">
            {head}
          </TableHeader>
        ))}
      </TableHead>
      <TableBody>
        {rows.map((row) => (
          <EntryRow key={JSON.stringify(row.entry)} row={row} />
        ))}
      </TableBody>
    </Table>
  );
}

function EntryRow({ row: { entry, open, ended, endsInDays } }: { row: EntryStanding }) {
  const { until } = entry;
  const end = until === undefined ? words.forEver : ended ? words.ended(until) : words.endsIn(until, endsInDays ?? 0);
  return (
    <TableRow>
      <TableCell className="nums font-medium whitespace-nowrap">{entryPorts(entry)}</TableCell>
      <TableCell>{entryNodes(entry)}</TableCell>
      <TableCell className="text-ink-2">{entryPlaces(entry)}</TableCell>
      <TableCell className="min-w-56">{entry.because}</TableCell>
      <TableCell className={entry.owner ? "" : "whitespace-nowrap text-ink-2"}>
        {entry.owner ?? words.noOwner}
      </TableCell>
      <TableCell className={ended ? "font-medium whitespace-nowrap text-critical" : "whitespace-nowrap text-ink-2"}>
        {end}
      </TableCell>
      <TableCell className={open > 0 ? "nums whitespace-nowrap" : "whitespace-nowrap text-ink-2"}>
        {open > 0 ? words.openOf(open) : words.notOpen}
      </TableCell>
    </TableRow>
  );
}
