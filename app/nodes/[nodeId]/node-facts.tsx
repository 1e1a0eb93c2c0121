import { TimeAgo } from "../../../components/time-ago.tsx";
import { CopyButton } from "../../../components/ui/copy-button.tsx";
import { Link } from "../../../components/ui/link.tsx";
import { Facts } from "../../../components/ui/section.tsx";
import { distributionName } from "../../../lib/domain/distribution.ts";
import type { NodeDetail } from "../../../lib/domain/views/node-view.ts";
import * as t from "../../../lib/messages/index.ts";

const words = t.nodes.facts;

function Ready({ ready }: { ready: boolean | null }) {
  return ready === null ? words.readyUnknown : ready ? words.ready : words.notReady;
}

const columns = "content-start max-md:grid-cols-[120px_minmax(0,1fr)]";

/** The node's type plate, in Kubernetes' own names. */
export function NodeFacts({ node }: { node: NodeDetail }) {
  const identity = [
    { term: words.roles, value: node.roles.length > 0 ? node.roles.join(", ") : t.nodes.noRole },
    { term: words.addresses, value: <code className="text-[12px]">{node.addresses.join(" ")}</code> },
    { term: words.version, value: node.kubeletVersion ?? t.ui.notKnown },
    { term: words.distribution, value: distributionName(node.distribution) },
    { term: words.osImage, value: node.osImage ?? t.ui.notKnown },
    { term: words.conditions, value: <Ready ready={node.ready} /> },
  ];
  const bookkeeping = [
    {
      term: words.cluster,
      value: (
        <Link href={`/clusters/${node.clusterId}`} className="link">
          {node.clusterName}
        </Link>
      ),
    },
    { term: words.checked, value: node.lastCheckedAt ? <TimeAgo at={node.lastCheckedAt} /> : words.never },
    { term: words.firstSeen, value: <TimeAgo at={node.firstSeenAt} /> },
    {
      term: words.scan,
      value: node.lastScanId ? (
        <Link href={`/scans/${node.lastScanId}`} className="link">
          {words.openScan}
        </Link>
      ) : (
        words.never
      ),
    },
    {
      term: words.uid,
      value: (
        <span className="inline-flex max-w-full items-center">
          <code className="truncate text-[12px]">{node.uid}</code>
          <CopyButton text={node.uid} label={words.copyUid} className="-my-1 size-6" />
        </span>
      ),
    },
  ];
  return (
    <div className="grid gap-x-12 gap-y-1.5 md:grid-cols-2">
      <Facts items={identity} className={columns} />
      <Facts items={bookkeeping} className={columns} />
    </div>
  );
}
