import { href } from "../../components/href.ts";
import { RichText } from "../../components/rich-text.tsx";
import { SeverityShape } from "../../components/severity-shape.tsx";
import { Badge } from "../../components/ui/badge.tsx";
import { Link } from "../../components/ui/link.tsx";
import { formatPort } from "../../lib/domain/port-state.ts";
import type { ChangeRow } from "../../lib/domain/views/change-view.ts";
import * as t from "../../lib/messages/index.ts";
import { readersDay } from "../../lib/messages/zoned-time.ts";
import { foldUpgrades } from "./fold-upgrades.ts";
import { type ChangeGroup, groupChanges } from "./group-changes.ts";
import { KindIcon } from "./kind-icon.tsx";
import { triageKinds } from "./search-params.ts";
import { UpgradeLine } from "./upgrade-line.tsx";

const words = t.changes;

/** Ways on from a line: its node, and the port with its history. */
function Places({ row }: { row: ChangeRow }) {
  const { nodeId, node, port, protocol } = row;
  const place = port === null ? null : formatPort(port, protocol ?? "TCP");
  const timeline = nodeId && port !== null ? href(`/nodes/${nodeId}/ports/${port}`, { protocol }) : null;
  return (
    <span className="flex shrink-0 flex-wrap items-center gap-x-3 text-xs">
      {nodeId && node ? (
        <Link href={`/nodes/${nodeId}`} className="link leading-6">
          {node}
        </Link>
      ) : null}
      {place && timeline ? (
        <Link href={timeline} title={words.portTimeline} className="link nums font-mono leading-6">
          {place}
        </Link>
      ) : null}
      {place && !timeline ? (
        <Link href={`/ports/${port}`} className="link nums font-mono leading-6">
          {place}
        </Link>
      ) : null}
    </span>
  );
}

function Line({ row, fresh }: { row: ChangeRow; fresh: boolean }) {
  const { finding, kind, message, differs } = row;
  return (
    <li className="grid grid-cols-[16px_minmax(0,1fr)] gap-x-3 border-t border-line py-1.5 text-sm sm:grid-cols-[16px_168px_minmax(0,1fr)_auto]">
      <KindIcon kind={kind} />
      <span className="text-ink-2">
        {words.kinds[kind]}
        {fresh ? (
          <Badge tone="accent" className="ms-2">
            {words.since.fresh}
          </Badge>
        ) : null}
        {row.by ? <span className="block text-xs break-words">{words.by(row.by)}</span> : null}
      </span>
      <div className="min-w-0 max-sm:col-start-2">
        {finding ? (
          <>
            <span className="flex items-start gap-1.5">
              <SeverityShape shape={finding.severity} className="mt-1 shrink-0" />
              <span className="sr-only">{t.words.severity[finding.severity]}</span>
              <Link href={`/findings/${finding.id}`} className="min-w-0 font-medium hover:underline">
                {finding.headline}
              </Link>
            </span>
            <p className="max-w-prose text-xs text-ink-2">
              <RichText text={message} />
            </p>
          </>
        ) : (
          <p className="line-clamp-3 max-w-prose break-words" title={message}>
            {message}
          </p>
        )}
        {row.acceptanceId ? (
          <Link href={`/acceptances/${row.acceptanceId}`} className="link inline-block min-h-6 text-xs leading-6">
            {words.acceptance}
          </Link>
        ) : null}
        {differs.length > 0 ? (
          <p className="max-w-prose text-xs break-words text-ink-2">{words.differs(differs)}</p>
        ) : null}
      </div>
      <div className="max-sm:col-start-2">
        <Places row={row} />
      </div>
    </li>
  );
}

/** What no scan brought: a re-check, or people and the end of what they decided. */
function withoutScan({ rows }: ChangeGroup): string {
  return rows.every(({ kind }) => triageKinds.includes(kind)) ? words.groups.triage : words.recheck;
}

function GroupHead({ group, showCluster }: { group: ChangeGroup; showCluster: boolean }) {
  const { scanId, previousScanId } = group;
  return (
    <h3 className="nums flex flex-wrap items-baseline gap-x-3 pt-2 pb-1 text-xs text-ink-2">
      <time dateTime={group.at} title={t.time.instantUtc(group.at)} className="font-medium text-ink">
        {t.time.clock(group.at)}
      </time>
      {scanId ? (
        <Link href={`/scans/${scanId}`} className="link">
          {words.scan}
        </Link>
      ) : (
        withoutScan(group)
      )}
      {showCluster ? (
        <Link href={`/clusters/${group.clusterId}`} className="link">
          {group.clusterName}
        </Link>
      ) : null}
      {scanId && previousScanId ? (
        <Link href={href("/compare", { a: previousScanId, b: scanId })} className="link">
          {words.compare}
        </Link>
      ) : null}
    </h3>
  );
}

interface Props {
  rows: ChangeRow[];
  /** What was recorded after this instant is marked as new; null marks nothing. */
  seen: string | null;
  showCluster: boolean;
  /** Pages before and after this one: what one scan changed can reach into them. */
  more: { before: boolean; after: boolean };
}

/** The feed by the reader's day, and inside a day by the scan or re-check that found it. */
export function ChangeList({ rows, seen, showCluster, more }: Props) {
  const isFresh = (row: ChangeRow) => seen !== null && row.recordedAt > seen;
  const edges = [more.before ? rows[0] : undefined, more.after ? rows.at(-1) : undefined];
  const isOnEdge = (group: ChangeGroup) => edges.some((row) => row !== undefined && group.scanId === row.scanId);
  return (
    <div className="grid gap-5">
      {groupChanges(rows, readersDay).map(({ day, groups }) => (
        <section key={day} aria-labelledby={`day-${day}`}>
          <h2 id={`day-${day}`} className="nums border-b border-line-strong pb-1 text-base font-semibold">
            <time dateTime={day}>{t.time.day(day)}</time>
          </h2>
          {groups.map((group) => (
            <div key={group.key}>
              <GroupHead group={group} showCluster={showCluster} />
              <ul>
                {foldUpgrades(group.rows).map((line) =>
                  "rows" in line ? (
                    <UpgradeLine
                      key={line.rows[0]?.id}
                      fold={line}
                      fresh={line.rows.some(isFresh)}
                      isWhole={!isOnEdge(group)}
                    />
                  ) : (
                    <Line key={line.id} row={line} fresh={isFresh(line)} />
                  ),
                )}
              </ul>
            </div>
          ))}
        </section>
      ))}
    </div>
  );
}
