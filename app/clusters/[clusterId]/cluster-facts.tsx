import { href } from "../../../components/href.ts";
import { TimeAgo } from "../../../components/time-ago.tsx";
import { CopyButton } from "../../../components/ui/copy-button.tsx";
import { Link } from "../../../components/ui/link.tsx";
import { Facts } from "../../../components/ui/section.tsx";
import { distributionName } from "../../../lib/domain/distribution.ts";
import type { ClusterRow } from "../../../lib/domain/views/cluster-view.ts";
import * as t from "../../../lib/messages/index.ts";
import { OpenFindings } from "../open-findings.tsx";

const words = t.clusters.facts;

const columns = "content-start max-md:grid-cols-[140px_minmax(0,1fr)]";

export function ClusterFacts({ cluster }: { cluster: ClusterRow }) {
  const { nodes, score, uid } = cluster;
  const reached = [
    { term: words.source, value: t.words.source[cluster.source] },
    { term: words.target, value: <code className="text-[12px]">{cluster.target}</code> },
    ...(cluster.context ? [{ term: words.context, value: cluster.context }] : []),
    { term: words.version, value: cluster.version ?? t.ui.notKnown },
    {
      term: words.distribution,
      value: cluster.distribution ? distributionName(cluster.distribution) : t.ui.notKnown,
    },
    { term: words.proofs, value: cluster.authorizationProofs ? words.proofsOn : words.proofsOff },
    {
      term: words.uid,
      value: uid ? (
        <span className="inline-flex max-w-full items-center">
          <code className="truncate text-[12px]">{uid}</code>
          <CopyButton text={uid} label={words.copyUid} className="-my-1 size-6" />
        </span>
      ) : (
        t.ui.notKnown
      ),
    },
  ];
  const standing = [
    {
      term: words.nodes,
      value: (
        <Link href={href("/nodes", { cluster: cluster.id })} className="link">
          {t.clusters.checked(nodes.checked, nodes.known)}
        </Link>
      ),
    },
    {
      term: t.clusters.columns.open,
      value: (
        <>
          <OpenFindings cluster={cluster} />
          <span className="block text-xs text-ink-2">{t.words.coverage(nodes.checked, nodes.known)}</span>
        </>
      ),
    },
    {
      term: words.score,
      value: (
        <>
          <span className="font-semibold">{score.value === null ? t.clusters.noScore : Math.round(score.value)}</span>
          <span className="block max-w-prose text-xs text-ink-2">{score.formula}</span>
        </>
      ),
    },
    { term: t.clusters.columns.coverage, value: t.clusters.share(score.coverage) },
    {
      term: words.next,
      value: cluster.nextScheduledAt ? <TimeAgo at={cluster.nextScheduledAt} /> : t.clusters.notScheduled,
    },
    { term: words.added, value: <TimeAgo at={cluster.createdAt} /> },
  ];
  return (
    <div className="grid gap-x-12 gap-y-1.5 md:grid-cols-2">
      <Facts items={reached} className={columns} />
      <Facts items={standing} className={columns} />
    </div>
  );
}
