import { z } from "zod";
import { Page } from "../../../components/frame/page.tsx";
import { guardPage } from "../../../lib/guard/index.ts";
import { t } from "../../../lib/messages/index.ts";
import { getSchedule } from "../../../lib/store/index.ts";
import { ScheduleForm } from "../schedule-form.tsx";

export const metadata = { title: t.schedules.one };
const words = t.schedules;

export default guardPage(z.object({ scheduleId: z.string().min(1).max(100) }), async ({ input: { scheduleId } }) => {
  const schedule = await getSchedule(scheduleId);
  return (
    <Page
      crumbs={[{ label: words.title, href: "/schedules" }, { label: schedule.clusterName }]}
      title={words.form.editTitle}
    >
      <ScheduleForm clusters={[{ id: schedule.clusterId, name: schedule.clusterName }]} schedule={schedule} />
    </Page>
  );
});
