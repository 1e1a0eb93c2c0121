import { CalendarClock, Plus } from "lucide-react";
import { z } from "zod";
import { ClusterFilter } from "../../../components/clusters/cluster-filter.tsx";
import { Page } from "../../../components/frame/page.tsx";
import { titled } from "../../../components/frame/titled.ts";
import { href } from "../../../components/href.ts";
import { LinkButton } from "../../../components/ui/button.tsx";
import { EmptyState } from "../../../components/ui/state.tsx";
import { guardPage } from "../../../lib/guard/index.ts";
import { withReadersWords } from "../../../lib/messages/in-readers-words.ts";
import * as t from "../../../lib/messages/index.ts";
import { listClusters, listSchedules } from "../../../lib/store/index.ts";
import { ScheduleTable } from "../schedule-table.tsx";

export const generateMetadata = titled(() => t.schedules.title);
const words = t.schedules;

export default guardPage(z.object({ cluster: z.string().max(100).optional() }), async ({ input: { cluster } }) => {
  const [clusters, schedules] = await Promise.all([
    listClusters(),
    listSchedules(cluster || undefined).then(withReadersWords),
  ]);
  const add = (
    <LinkButton href={href("/schedules/new", { cluster })} variant="primary">
      <Plus aria-hidden />
      {words.add}
    </LinkButton>
  );
  const addCluster = <LinkButton href="/clusters/new">{words.empty.addCluster}</LinkButton>;
  return (
    <Page
      crumbs={[{ label: words.title }]}
      title={words.title}
      lead={words.lead}
      actions={clusters.length > 0 && schedules.length > 0 ? add : null}
    >
      <ClusterFilter action="/schedules" clusters={clusters} cluster={cluster} />
      {schedules.length > 0 ? (
        <ScheduleTable schedules={schedules} showCluster={!cluster && clusters.length > 1} />
      ) : (
        <EmptyState icon={CalendarClock} title={words.empty.title} actions={clusters.length > 0 ? add : addCluster}>
          {clusters.length > 0 ? words.empty.detail : words.empty.noCluster}
        </EmptyState>
      )}
    </Page>
  );
});
