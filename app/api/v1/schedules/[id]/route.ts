import { guardRoute } from "../../../../../lib/guard/index.ts";
import { nextDue, parseSchedule } from "../../../../../lib/schedule/index.ts";
import { deleteSchedule, getSchedule, updateSchedule } from "../../../../../lib/store/index.ts";
import { given } from "../../../given.ts";
import { byId, schedulePatch } from "../../../inputs.ts";

export const PATCH = guardRoute("manage-schedules", schedulePatch, async ({ id, ...patch }) => {
  const now = new Date();
  const { cron, timeZone } = { ...(await getSchedule(id)), ...given(patch) };
  parseSchedule(cron, timeZone);
  return updateSchedule(id, { ...given(patch), nextDueAt: nextDue(cron, timeZone, now) });
});

export const DELETE = guardRoute("manage-schedules", byId, async ({ id }) => {
  await deleteSchedule(id);
  return new Response(null, { status: 204 });
});
