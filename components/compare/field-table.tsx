import type { FieldChange } from "../../lib/domain/views/compare-view.ts";
import * as t from "../../lib/messages/index.ts";
import { Table, TableBody, TableCell, TableHead, TableHeader } from "../ui/table.tsx";

const words = t.compare.open;
const names: Record<string, string> = t.compare.fields;

/** Every field that differs: what it was on the first side, and on the second. */
export function FieldTable({ fields }: { fields: readonly FieldChange[] }) {
  if (fields.length === 0) return null;
  const value = (text: string | null) => text ?? <span className="text-ink-3">{words.notThere}</span>;
  return (
    <Table label={words.fields} scrollable>
      <TableHead>
        <TableHeader>{words.field}</TableHeader>
        <TableHeader>{words.before}</TableHeader>
        <TableHeader>{words.after}</TableHeader>
      </TableHead>
      <TableBody>
        {fields.map(({ field, before, after }) => (
          <tr key={field} className="border-b border-line last:border-0">
            <TableCell className="w-28 align-top text-ink-2">{names[field] ?? field}</TableCell>
            <TableCell className="w-1/2 align-top break-words">{value(before)}</TableCell>
            <TableCell className="w-1/2 align-top break-words">{value(after)}</TableCell>
          </tr>
        ))}
      </TableBody>
    </Table>
  );
}
