import { Eye, EyeOff } from "lucide-react";
import { href } from "../../../../components/href.ts";
import { Instant } from "../../../../components/instant.tsx";
import { RichText } from "../../../../components/rich-text.tsx";
import { SeverityShape } from "../../../../components/severity-shape.tsx";
import { Link } from "../../../../components/ui/link.tsx";
import { formatPort } from "../../../../lib/domain/port-state.ts";
import type { FeedKind } from "../../../../lib/domain/views/change-view.ts";
import type { LookGap, NodeTimelineEntry } from "../../../../lib/domain/views/timeline-view.ts";
import * as t from "../../../../lib/messages/index.ts";
import { KindIcon } from "../../../changes/kind-icon.tsx";

const words = t.timeline;

/** Of every entry but those of reach. */
const kindOf = ({ what }: NodeTimelineEntry) => what as FeedKind;

function Icon({ entry }: { entry: NodeTimelineEntry }) {
  if (entry.kind !== "reach") return <KindIcon kind={kindOf(entry)} />;
  const Sight = entry.what === "in-reach" ? Eye : EyeOff;
  const colour = entry.what === "in-reach" ? "text-ink-3" : "text-unknown";
  return <Sight aria-hidden className={`mt-0.5 size-4 shrink-0 ${colour}`} />;
}

function sentence({ kind, what, vantage, message }: NodeTimelineEntry): string {
  if (kind !== "reach") return message;
  const from = vantage ?? "";
  return what === "in-reach" ? words.node.inReach(from) : words.node.blind(from, words.gap[what as LookGap]);
}

function Text({ entry }: { entry: NodeTimelineEntry }) {
  if (!entry.findingId) return <RichText text={sentence(entry)} />;
  return (
    <span className="flex items-start gap-1.5">
      {entry.severity ? (
        <>
          <SeverityShape shape={entry.severity} className="mt-1 shrink-0" />
          <span className="sr-only">{t.words.severity[entry.severity]}</span>
        </>
      ) : null}
      <Link href={`/findings/${entry.findingId}`} className="link min-w-0">
        {entry.message}
      </Link>
    </span>
  );
}

function Line({ entry, nodeId }: { entry: NodeTimelineEntry; nodeId: string }) {
  const { port, protocol, scanId, at } = entry;
  const place = port === null ? null : formatPort(port, protocol ?? "TCP");
  return (
    <li className="grid grid-cols-[16px_minmax(0,1fr)] gap-x-3 border-t border-line py-1.5 text-sm sm:grid-cols-[16px_168px_minmax(0,1fr)_auto]">
      <Icon entry={entry} />
      <span className="text-ink-2">
        <Instant at={at} className="nums block text-ink" />
        {entry.kind === "reach" ? words.node.kinds.reach : t.changes.kinds[kindOf(entry)]}
      </span>
      <div className="min-w-0 max-w-prose break-words max-sm:col-start-2">
        <Text entry={entry} />
      </div>
      <span className="flex flex-wrap items-start gap-x-3 text-xs max-sm:col-start-2">
        {place ? (
          <Link
            href={href(`/nodes/${nodeId}/ports/${port}`, { protocol: protocol === "UDP" ? protocol : null })}
            title={words.port.linkOf(place)}
            className="link nums font-mono leading-6"
          >
            {place}
          </Link>
        ) : null}
        {scanId ? (
          <Link href={`/scans/${scanId}`} className="link leading-6">
            {t.finding.history.scan}
          </Link>
        ) : null}
      </span>
    </li>
  );
}

/** What happened on a node, newest first. */
export function EntryList({ entries, nodeId }: { entries: readonly NodeTimelineEntry[]; nodeId: string }) {
  return (
    <ol aria-label={words.title} className="border-b border-line">
      {entries.map((entry) => (
        <Line key={entry.id} entry={entry} nodeId={nodeId} />
      ))}
    </ol>
  );
}
