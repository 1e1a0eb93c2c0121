import { href } from "../components/href.ts";
import { SeverityCounts } from "../components/severity-counts.tsx";
import { SeverityShape } from "../components/severity-shape.tsx";
import { TimeAgo } from "../components/time-ago.tsx";
import { EventIcon } from "../components/timeline-list.tsx";
import { Link } from "../components/ui/link.tsx";
import { Section } from "../components/ui/section.tsx";
import type { Overview } from "../lib/domain/views/overview-view.ts";
import * as t from "../lib/messages/index.ts";

const row = "relative flex min-h-8 items-center gap-2 border-t border-line py-1 text-sm hover:bg-raised";
const shownRows = 5;

function Empty({ text }: { text: string }) {
  return <p className="border-t border-line py-2 text-sm text-ink-2">{text}</p>;
}

function More({ to, label }: { to: string; label: string }) {
  return (
    <Link href={to} className="link text-xs">
      {label}
    </Link>
  );
}

/** Three short lists: what moved, what lasts, where to begin. */
export function OverviewLists({ overview, cluster }: { overview: Overview; cluster: string | undefined }) {
  const { changes, longestOpen, worstNodes } = overview;
  return (
    <div className="grid gap-x-10 gap-y-6 lg:grid-cols-3">
      <Section
        id="changes"
        title={t.overview.changes.title}
        actions={<More to={href("/changes", { cluster })} label={t.overview.changes.all} />}
      >
        {changes.length === 0 ? <Empty text={t.overview.changes.empty} /> : null}
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
      <Section
        id="longest"
        title={t.overview.longest.title}
        actions={<More to={href("/findings", { cluster, sort: "failing-since" })} label={t.overview.longest.all} />}
      >
        {longestOpen.length === 0 ? <Empty text={t.overview.longest.empty} /> : null}
        <ul>
          {longestOpen.slice(0, shownRows).map((finding) => (
            <li key={finding.id} className={row}>
              <SeverityShape shape={finding.severity} />
              <span className="sr-only">{t.words.severity[finding.severity]}</span>
              <Link
                href={`/findings/${finding.id}`}
                className="row-link min-w-0 flex-1 truncate"
                title={finding.headline}
              >
                {finding.headline}
              </Link>
              {finding.failingSince ? (
                <TimeAgo at={finding.failingSince} mode="for" focusable={false} className="text-xs text-ink-2" />
              ) : null}
            </li>
          ))}
        </ul>
      </Section>
      <Section
        id="worst-nodes"
        title={t.overview.worst.title}
        actions={<More to={href("/nodes", { cluster })} label={t.overview.worst.all} />}
      >
        {worstNodes.length === 0 ? <Empty text={t.overview.worst.empty} /> : null}
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
    </div>
  );
}
