import { guardRoute } from "../../../../lib/guard/index.ts";
import { nextDue, parseSchedule } from "../../../../lib/schedule/index.ts";
import { createSchedule, listSchedules } from "../../../../lib/store/index.ts";
import { newSchedule, noInput } from "../../inputs.ts";

export const GET = guardRoute("read", noInput, async () => {
  const items = await listSchedules();
  return { items, nextCursor: null, total: items.length };
});

export const POST = guardRoute(
  "manage-schedules",
  newSchedule,
  async ({ cluster, cron, timeZone, profile }) => {
    const now = new Date();
    parseSchedule(cron, timeZone);
    return createSchedule({ clusterId: cluster, cron, timeZone, profile, nextDueAt: nextDue(cron, timeZone, now) });
  },
  201,
);
