import { Instant } from "../../../components/instant.tsx";
import { TimeAgo } from "../../../components/time-ago.tsx";
import { Notice } from "../../../components/ui/state.tsx";
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "../../../components/ui/table.tsx";
import type { RetentionRunView } from "../../../lib/domain/views/retention-view.ts";
import * as t from "../../../lib/messages/index.ts";

const words = t.retention.run;

function Result({ run }: { run: RetentionRunView }) {
  const { finishedAt, done, rows, partitions, message } = run;
  return (
    <>
      {finishedAt ? words.removed(rows) : words.running}
      {partitions.length > 0 ? ` ${words.months(partitions)}` : ""}
      {finishedAt && !done && !message ? ` ${words.left}` : ""}
    </>
  );
}

/** When retention was last applied and what it removed; the runs before it below. */
export function LastRun({ runs }: { runs: RetentionRunView[] }) {
  const [last, ...earlier] = runs;
  if (!last) return <p className="max-w-prose text-sm text-ink-2">{words.never}</p>;
  return (
    <>
      <p className="max-w-prose text-sm">
        <TimeAgo at={last.startedAt} />: <Result run={last} />
      </p>
      {last.message ? <Notice className="mt-2 max-w-prose">{last.message}</Notice> : null}
      {earlier.length > 0 ? (
        <details className="mt-2 text-sm">
          <summary className="link">{words.earlier}</summary>
          <Table label={words.earlier} scrollable className="mt-2 max-w-2xl">
            <TableHead>
              <TableHeader>{words.when}</TableHeader>
              <TableHeader className="text-end">{words.rows}</TableHeader>
              <TableHeader>{words.result}</TableHeader>
            </TableHead>
            <TableBody>
              {earlier.map((run) => (
                <TableRow key={run.id}>
                  <TableCell className="whitespace-nowrap">
                    <Instant at={run.startedAt} />
                  </TableCell>
                  <TableCell className="nums text-end">{t.words.number(run.rows)}</TableCell>
                  <TableCell>{run.message ?? (run.done ? words.done : words.unfinished)}</TableCell>
                </TableRow>
              ))}
            </TableBody>
          </Table>
        </details>
      ) : null}
    </>
  );
}
