import { CalendarClock } from "lucide-react";
import { z } from "zod";
import { Page } from "../../../components/frame/page.tsx";
import { titled } from "../../../components/frame/titled.ts";
import { LinkButton } from "../../../components/ui/button.tsx";
import { EmptyState } from "../../../components/ui/state.tsx";
import { guardPage } from "../../../lib/guard/index.ts";
import * as t from "../../../lib/messages/index.ts";
import { listClusters } from "../../../lib/store/index.ts";
import { ScheduleForm } from "../schedule-form.tsx";

export const generateMetadata = titled(() => t.schedules.form.newTitle);
const words = t.schedules;

export default guardPage(z.object({ cluster: z.string().max(100).optional() }), async ({ input: { cluster } }) => {
  const clusters = (await listClusters()).map(({ id, name }) => ({ id, name }));
  return (
    <Page
      crumbs={[{ label: words.title, href: "/schedules" }, { label: words.form.newTitle }]}
      title={words.form.newTitle}
    >
      {clusters.length > 0 ? (
        <ScheduleForm clusters={clusters} chosen={cluster} />
      ) : (
        <EmptyState
          icon={CalendarClock}
          title={words.empty.noCluster}
          actions={<LinkButton href="/clusters/new">{words.empty.addCluster}</LinkButton>}
        />
      )}
    </Page>
  );
});
