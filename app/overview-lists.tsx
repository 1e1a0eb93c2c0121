import { href } from "../components/href.ts";
import { SeverityCounts } from "../components/severity-counts.tsx";
import { SeverityShape } from "../components/severity-shape.tsx";
import { TimeAgo } from "../components/time-ago.tsx";
import { EventIcon } from "../components/timeline-list.tsx";
import { Link } from "../components/ui/link.tsx";
import { Section } from "../components/ui/section.tsx";
import type { FindingRow } from "../lib/domain/views/finding-view.ts";
import type { Overview } from "../lib/domain/views/overview-view.ts";
import * as t from "../lib/messages/index.ts";

const row = "relative flex min-h-8 items-center gap-2 border-t border-line py-1 text-sm hover:bg-raised";
const shownRows = 5;

export function Empty({ text }: { text: string }) {
  return <p className="border-t border-line py-2 text-sm text-ink-2">{text}</p>;
}

export function More({ to, label }: { to: string; label: string }) {
  return (
    <Link href={to} className="link text-xs">
      {label}
    </Link>
  );
}

interface ListProps {
  overview: Overview;
  cluster: string | undefined;
}

/** Findings a line each, with how long they fail. */
export function FindingRows({ findings, empty }: { findings: readonly FindingRow[]; empty: string }) {
  if (findings.length === 0) return <Empty text={empty} />;
  return (
    <ul>
      {findings.slice(0, shownRows).map((finding) => (
        <li key={finding.id} className={row}>
          <SeverityShape shape={finding.severity} />
          <span className="sr-only">{t.words.severity[finding.severity]}</span>
          <Link href={`/findings/${finding.id}`} className="row-link min-w-0 flex-1 truncate" title={finding.headline}>
            {finding.headline}
          </Link>
          {finding.failingSince ? (
            <TimeAgo at={finding.failingSince} mode="for" focusable={false} className="text-xs text-ink-2" />
          ) : null}
        </li>
      ))}
    </ul>
  );
}

/** What moved; of the last scan alone where only that is asked for. */
export function ChangeList({ overview, cluster, ofLastScan = false }: ListProps & { ofLastScan?: boolean }) {
  const words = t.overview.changes;
  const scanId = overview.lastScan?.id;
  const changes = ofLastScan ? overview.changes.filter((change) => change.scanId === scanId) : overview.changes;
  return (
    <Section
      id="changes"
      title={ofLastScan ? t.overviewRoles.sinceScan.title : words.title}
      actions={<More to={href("/changes", { cluster })} label={words.all} />}
    >
      {changes.length === 0 ? <Empty text={ofLastScan ? t.overviewRoles.sinceScan.empty : words.empty} /> : null}
      <ul>
        {changes.slice(0, shownRows).map((change) => (
          <li key={change.id} className={row}>
            <EventIcon kind={change.kind} />
            <span className="sr-only">{t.finding.history.kinds[change.kind]}</span>
            <SeverityShape shape={change.finding.severity} />
            <Link
              href={`/findings/${change.finding.id}`}
              className="row-link min-w-0 flex-1 truncate"
              title={change.finding.headline}
            >
              {change.finding.headline}
            </Link>
            <TimeAgo at={change.at} mode="for" focusable={false} className="text-xs text-ink-2" />
          </li>
        ))}
      </ul>
    </Section>
  );
}

/** What lasts. */
export function LongestList({ overview, cluster }: ListProps) {
  const words = t.overview.longest;
  return (
    <Section
      id="longest"
      title={words.title}
      actions={<More to={href("/findings", { cluster, sort: "failing-since" })} label={words.all} />}
    >
      <FindingRows findings={overview.longestOpen} empty={words.empty} />
    </Section>
  );
}

/** Where to begin. */
export function WorstNodeList({ overview: { worstNodes }, cluster }: ListProps) {
  const words = t.overview.worst;
  return (
    <Section id="worst-nodes" title={words.title} actions={<More to={href("/nodes", { cluster })} label={words.all} />}>
      {worstNodes.length === 0 ? <Empty text={words.empty} /> : null}
      <ul>
        {worstNodes.slice(0, shownRows).map((node) => (
          <li key={node.id} className={row}>
            <Link href={`/nodes/${node.id}`} className="row-link min-w-0 flex-1 truncate">
              {node.name}
              <span className="ms-2 text-xs text-ink-2">{node.roles.join(", ")}</span>
            </Link>
            <SeverityCounts
              counts={node.open}
              href={(severity) => href("/findings", { node: node.id, severity })}
              className="text-xs"
            />
          </li>
        ))}
      </ul>
    </Section>
  );
}
