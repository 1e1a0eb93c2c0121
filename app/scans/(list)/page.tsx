import { CalendarX, Radar } from "lucide-react";
import { z } from "zod";
import { ClusterFilter } from "../../../components/clusters/cluster-filter.tsx";
import { Page } from "../../../components/frame/page.tsx";
import { titled } from "../../../components/frame/titled.ts";
import { href } from "../../../components/href.ts";
import { RowKeys } from "../../../components/row-keys.tsx";
import { ScanTable } from "../../../components/scans/scan-table.tsx";
import { LinkButton } from "../../../components/ui/button.tsx";
import { Pagination } from "../../../components/ui/pagination.tsx";
import { EmptyState } from "../../../components/ui/state.tsx";
import type { ScanSummary } from "../../../lib/domain/views/scan-view.ts";
import { guardPage } from "../../../lib/guard/index.ts";
import { withReadersWords } from "../../../lib/messages/in-readers-words.ts";
import * as t from "../../../lib/messages/index.ts";
import { listClusters, listScans } from "../../../lib/store/index.ts";
import { given } from "../../api/given.ts";
import { launchTarget } from "../launch-budget.ts";
import { LaunchScan } from "../launch-scan.tsx";

export const generateMetadata = titled(() => t.scans.title);

const search = z.object({
  cluster: z.string().max(100).optional(),
  day: z.iso.date("write the day as YYYY-MM-DD").optional(),
  cursor: z.string().max(1000).optional(),
});
type Search = z.output<typeof search>;
type Scans = { items: ScanSummary[]; total: number; nextCursor: string | null };

async function readScans({ cluster, day, cursor }: Search): Promise<Scans> {
  return listScans(given({ clusterId: cluster || undefined, endedOn: day, cursor }));
}

function NoScans({ search: { cluster, day }, clusters }: { search: Search; clusters: number }) {
  const words = t.scans;
  if (day) {
    const all = <LinkButton href={href("/scans", { cluster })}>{words.everyDay}</LinkButton>;
    return <EmptyState icon={CalendarX} title={words.noneThatDay} actions={all} />;
  }
  const add = <LinkButton href="/clusters/new">{words.empty.addCluster}</LinkButton>;
  return (
    <EmptyState icon={Radar} title={words.empty.title} actions={clusters === 0 ? add : null}>
      {clusters === 0 ? words.empty.noCluster : words.empty.detail}
    </EmptyState>
  );
}

export default guardPage(search, async ({ input }) => {
  const { cluster, day, cursor } = input;
  const [clusters, page] = await Promise.all([listClusters(), readScans(input).then(withReadersWords)]);
  return (
    <Page
      crumbs={[{ label: t.scans.title }]}
      title={t.scans.title}
      lead={
        day ? (
          <>
            {t.scans.day(day)}.{" "}
            <a href={href("/scans", { cluster })} className="link">
              {t.scans.everyDay}
            </a>
          </>
        ) : null
      }
      actions={<LaunchScan targets={clusters.map(launchTarget)} chosen={cluster} />}
    >
      <ClusterFilter action="/scans" clusters={clusters} cluster={cluster} keep={{ day }} />
      {page.items.length === 0 ? (
        <NoScans search={input} clusters={clusters.length} />
      ) : (
        <>
          <RowKeys>
            <ScanTable scans={page.items} showCluster={!cluster && clusters.length > 1} />
          </RowKeys>
          <Pagination
            shown={page.items.length}
            total={page.total}
            firstHref={cursor ? href("/scans", { cluster, day }) : null}
            nextHref={page.nextCursor ? href("/scans", { cluster, day, cursor: page.nextCursor }) : null}
          />
        </>
      )}
    </Page>
  );
});
