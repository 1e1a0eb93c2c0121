import type { ReactNode } from "react";
import { ScanStateBadge } from "../../components/scans/scan-state-badge.tsx";
import { SeverityCounts } from "../../components/severity-counts.tsx";
import { TimeAgo } from "../../components/time-ago.tsx";
import { Link } from "../../components/ui/link.tsx";
import { Facts } from "../../components/ui/section.tsx";
import { VantageBadge } from "../../components/vantage-badge.tsx";
import type { ComparedSide } from "../../lib/domain/views/compare-view.ts";
import type { NodeRow } from "../../lib/domain/views/node-view.ts";
import * as t from "../../lib/messages/index.ts";

const words = t.compare.side;
const hashShown = 8;

function Sides({ titles, children }: { titles: [ReactNode, ReactNode]; children: [ReactNode, ReactNode] }) {
  return (
    <div className="grid gap-4 md:grid-cols-2">
      {[words.first, words.second].map((name, index) => (
        <section key={name} aria-label={name} className="min-w-0 rounded-md border border-line p-4">
          <h2 className="mb-2 flex flex-wrap items-baseline gap-x-2 text-base font-semibold">
            <span className="text-xs font-medium text-ink-2">{name}</span>
            {titles[index]}
          </h2>
          {children[index]}
        </section>
      ))}
    </div>
  );
}

function ScanFacts({ side: { scan, coverage, rulesHash } }: { side: ComparedSide }) {
  const lost = coverage?.lost ?? [];
  return (
    <Facts
      items={[
        {
          term: words.ended,
          value: (
            <span className="inline-flex flex-wrap items-center gap-x-3">
              {scan.finishedAt ? <TimeAgo at={scan.finishedAt} /> : null}
              <ScanStateBadge state={scan.state} />
            </span>
          ),
        },
        {
          term: words.coverage,
          value: scan.nodes ? words.coverageOf(scan.nodes.checked, scan.nodes.known) : t.ui.notKnown,
        },
        { term: words.profile, value: t.words.profile[scan.profile] },
        {
          term: words.vantage,
          value: scan.vantage ? <VantageBadge kind={scan.vantage.kind} name={scan.vantage.name} /> : t.ui.notKnown,
        },
        {
          term: words.lost,
          value:
            lost.length === 0 ? (
              words.lostNone
            ) : (
              <span title={lost.map(({ need }) => need).join(", ")}>{words.lostOf(lost.length)}</span>
            ),
        },
        {
          term: words.rules,
          value: rulesHash ? (
            <code className="font-mono text-[12px]">{rulesHash.slice(0, hashShown)}</code>
          ) : (
            words.rulesUnknown
          ),
        },
      ]}
    />
  );
}

/** Both scans and what each of them saw: that decides what can be compared. */
export function ScanHead({ a, b }: { a: ComparedSide; b: ComparedSide }) {
  const title = ({ scan }: ComparedSide) => (
    <Link href={`/scans/${scan.id}`} className="link min-w-0 break-words">
      {scan.clusterName}, {t.time.instant(scan.finishedAt ?? scan.requestedAt)}
    </Link>
  );
  return (
    <Sides titles={[title(a), title(b)]}>
      <ScanFacts side={a} />
      <ScanFacts side={b} />
    </Sides>
  );
}

function NodeFacts({ node }: { node: NodeRow }) {
  return (
    <Facts
      items={[
        { term: words.cluster, value: node.clusterName },
        { term: words.kubelet, value: node.kubeletVersion ?? t.ui.notKnown },
        { term: words.distribution, value: node.distribution },
        { term: words.checked, value: node.lastCheckedAt ? <TimeAgo at={node.lastCheckedAt} /> : words.never },
        { term: words.open, value: <SeverityCounts counts={node.open} /> },
      ]}
    />
  );
}

/** Both nodes, by the names and versions that Kubernetes gives them. */
export function NodeHead({ a, b }: { a: NodeRow; b: NodeRow }) {
  const title = (node: NodeRow) => (
    <Link href={`/nodes/${node.id}`} className="link min-w-0 break-words">
      {node.name}
    </Link>
  );
  return (
    <Sides titles={[title(a), title(b)]}>
      <NodeFacts node={a} />
      <NodeFacts node={b} />
    </Sides>
  );
}
