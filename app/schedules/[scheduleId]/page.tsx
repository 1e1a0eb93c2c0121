import { z } from "zod";
import { Page } from "../../../components/frame/page.tsx";
import { guardPage } from "../../../lib/guard/index.ts";
import * as t from "../../../lib/messages/index.ts";
import { ScheduleForm } from "../schedule-form.tsx";
import { readSchedule } from "./read-schedule.ts";

const words = t.schedules;

export default guardPage(z.object({ scheduleId: z.string().min(1).max(100) }), async ({ input: { scheduleId } }) => {
  const schedule = await readSchedule(scheduleId);
  return (
    <Page
      crumbs={[{ label: words.title, href: "/schedules" }, { label: schedule.clusterName }]}
      title={words.form.editTitle}
    >
      <ScheduleForm clusters={[{ id: schedule.clusterId, name: schedule.clusterName }]} schedule={schedule} />
    </Page>
  );
});
