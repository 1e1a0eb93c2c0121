import { dueTime } from "../../components/schedules/due-time.ts";
import { TimeAgo } from "../../components/time-ago.tsx";
import { Badge } from "../../components/ui/badge.tsx";
import { Link } from "../../components/ui/link.tsx";
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "../../components/ui/table.tsx";
import type { ScheduleRow } from "../../lib/domain/views/cluster-view.ts";
import * as t from "../../lib/messages/index.ts";
import { describeCron } from "./describe-cron.ts";
import { ScheduleControls } from "./schedule-controls.tsx";

const words = t.schedules;

function Next({ schedule: { paused, nextDueAt, timeZone } }: { schedule: ScheduleRow }) {
  if (paused) return <Badge>{words.paused}</Badge>;
  if (!nextDueAt) return <span className="text-ink-2">{words.neverAgain}</span>;
  return (
    <>
      <TimeAgo at={nextDueAt} />
      <span className="block text-xs text-ink-2 max-md:hidden">{dueTime(nextDueAt, timeZone)}</span>
    </>
  );
}

function Last({ schedule: { lastDueAt, lastScanId, lastSkipped } }: { schedule: ScheduleRow }) {
  if (!lastDueAt) return <span className="text-ink-3">{words.never}</span>;
  const skipped = lastSkipped && lastSkipped.dueAt === lastDueAt ? lastSkipped : null;
  return (
    <>
      <TimeAgo at={lastDueAt} />{" "}
      {lastScanId && !skipped ? (
        <Link href={`/scans/${lastScanId}`} className="link text-xs">
          {words.lastScan}
        </Link>
      ) : null}
      {skipped ? <span className="block max-w-80 text-xs text-ink-2">{words.skipped(skipped.reason)}</span> : null}
    </>
  );
}

/** Schedules one to a row. */
export function ScheduleTable({ schedules, showCluster = true }: { schedules: ScheduleRow[]; showCluster?: boolean }) {
  const { columns } = words;
  return (
    <Table label={words.title}>
      <TableHead>
        {showCluster ? <TableHeader>{columns.cluster}</TableHeader> : null}
        <TableHeader>{columns.when}</TableHeader>
        <TableHeader className="max-md:hidden">{columns.profile}</TableHeader>
        <TableHeader>{columns.next}</TableHeader>
        <TableHeader className="max-lg:hidden">{columns.last}</TableHeader>
        <TableHeader className="text-end">
          <span className="sr-only">{columns.actions}</span>
        </TableHeader>
      </TableHead>
      <TableBody>
        {schedules.map((schedule) => {
          const inWords = describeCron(schedule.cron);
          return (
            <TableRow key={schedule.id}>
              {showCluster ? (
                <TableCell>
                  <Link href={`/clusters/${schedule.clusterId}`} className="hover:underline">
                    {schedule.clusterName}
                  </Link>
                </TableCell>
              ) : null}
              <TableCell>
                <span className="block font-medium first-letter:uppercase">{inWords}</span>
                <span className="block text-xs text-ink-2">
                  <code className="me-1.5">{schedule.cron}</code> {schedule.timeZone}
                </span>
              </TableCell>
              <TableCell className="max-md:hidden">{t.words.profile[schedule.profile]}</TableCell>
              <TableCell>
                <Next schedule={schedule} />
              </TableCell>
              <TableCell className="max-lg:hidden">
                <Last schedule={schedule} />
              </TableCell>
              <TableCell className="w-0 text-end">
                <ScheduleControls schedule={schedule} label={inWords} />
              </TableCell>
            </TableRow>
          );
        })}
      </TableBody>
    </Table>
  );
}
