import { z } from "zod";
import { guardLayout, guardMetadata } from "../../../lib/guard/index.ts";
import * as t from "../../../lib/messages/index.ts";
import { readSchedule } from "./read-schedule.ts";

const request = z.object({ scheduleId: z.string().min(1).max(100) });

export const generateMetadata = guardMetadata(request, async ({ input: { scheduleId } }) => {
  const schedule = await readSchedule(scheduleId);
  return { title: t.schedules.titleOf(schedule.clusterName) };
});

/** Before the skeleton: what does not exist is a 404, in the status as well. */
export default guardLayout(request, async ({ input: { scheduleId } }) => {
  await readSchedule(scheduleId);
});
