import { ArrowLeftRight } from "lucide-react";
import { z } from "zod";
import { Page } from "../../../../../components/frame/page.tsx";
import { href } from "../../../../../components/href.ts";
import { ChangeCounts, ChangeGroups } from "../../../../../components/scans/change-groups.tsx";
import { ScanStateBadge } from "../../../../../components/scans/scan-state-badge.tsx";
import { TimeAgo } from "../../../../../components/time-ago.tsx";
import { LinkButton } from "../../../../../components/ui/button.tsx";
import { Link } from "../../../../../components/ui/link.tsx";
import { Facts } from "../../../../../components/ui/section.tsx";
import { Notice } from "../../../../../components/ui/state.tsx";
import type { ScanSummary } from "../../../../../lib/domain/views/scan-view.ts";
import { guardPage } from "../../../../../lib/guard/index.ts";
import { t } from "../../../../../lib/messages/index.ts";
import { diffScans } from "../../../../../lib/store/index.ts";

export const metadata = { title: t.scans.diff.title };
const words = t.scans.diff;
const id = z.string().min(1).max(100);

function Which({ scan }: { scan: ScanSummary }) {
  return (
    <span className="inline-flex flex-wrap items-center gap-x-3">
      <Link href={`/scans/${scan.id}`} className="link">
        <TimeAgo at={scan.requestedAt} focusable={false} />
      </Link>
      <ScanStateBadge state={scan.state} />
      <span className="text-ink-2">
        {t.words.profile[scan.profile]}
        {scan.nodes ? `, ${words.checked(scan.nodes.checked, scan.nodes.known)}` : null}
      </span>
    </span>
  );
}

export default guardPage(z.object({ scanId: id, otherId: id }), async ({ input: { scanId, otherId } }) => {
  const diff = await diffScans(scanId, otherId);
  return (
    <Page
      crumbs={[
        { label: t.scans.title, href: href("/scans", { cluster: diff.b.clusterId }) },
        { label: diff.b.clusterName, href: `/scans/${otherId}` },
        { label: words.title },
      ]}
      title={words.title}
      lead={words.lead}
      actions={
        <LinkButton href={`/scans/${otherId}/diff/${scanId}`}>
          <ArrowLeftRight aria-hidden />
          {words.swap}
        </LinkButton>
      }
    >
      <div className="grid gap-8">
        <Facts
          items={[
            { term: words.first, value: <Which scan={diff.a} /> },
            { term: words.second, value: <Which scan={diff.b} /> },
          ]}
        />
        <ChangeCounts counts={diff.counts} />
        {diff.changes.length === 0 ? <Notice>{words.none}</Notice> : <ChangeGroups diff={diff} />}
        {diff.changes.length > 0 ? <p className="text-sm text-ink-2">{words.sameCount(diff.counts.same)}</p> : null}
      </div>
    </Page>
  );
});
