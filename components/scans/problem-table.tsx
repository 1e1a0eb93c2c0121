import type { ScanProblem } from "../../lib/domain/scan-report.ts";
import * as t from "../../lib/messages/index.ts";
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "../ui/table.tsx";

const words = t.scans.section;

/** What broke in a scan, where and how. */
export function ProblemTable({ problems }: { problems: ScanProblem[] }) {
  if (problems.length === 0) return <p className="border-t border-line py-2 text-sm text-ink-2">{words.noProblems}</p>;
  const numbered = problems.map((problem, number) => ({ problem, number }));
  return (
    <Table label={words.problems} scrollable>
      <TableHead>
        <TableHeader>{words.where}</TableHeader>
        <TableHeader>{words.what}</TableHeader>
      </TableHead>
      <TableBody>
        {numbered.map(({ problem, number }) => (
          <TableRow key={number}>
            <TableCell className="align-top whitespace-nowrap max-sm:whitespace-normal">
              <code className="text-[12px]">{problem.where}</code>
            </TableCell>
            <TableCell className="w-full sm:min-w-60">{problem.message}</TableCell>
          </TableRow>
        ))}
      </TableBody>
    </Table>
  );
}
