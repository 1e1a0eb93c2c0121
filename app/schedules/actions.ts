"use server";

import { revalidatePath } from "next/cache";
import type { z } from "zod";
import { dueTime } from "../../components/schedules/due-time.ts";
import { guardAction } from "../../lib/guard/index.ts";
import { nextDue, upcoming } from "../../lib/schedule/index.ts";
import { createSchedule, deleteSchedule, getSchedule, updateSchedule } from "../../lib/store/index.ts";
import { describeCron } from "./describe-cron.ts";
import { changedSchedule, newSchedule, oneSchedule, pausedSchedule, timing } from "./schedule-input.ts";

const shownTimes = 5;

const preview = guardAction("read", timing, async ({ cron, timeZone }) => ({
  words: describeCron(cron),
  due: upcoming(cron, timeZone, new Date(), shownTimes).map((at) => dueTime(at, timeZone)),
}));

/** A cron line in words and its next times in its zone. */
export async function previewSchedule(input: z.input<typeof timing>) {
  return preview(input);
}

const create = guardAction("manage-schedules", newSchedule, async (schedule) => {
  const nextDueAt = nextDue(schedule.cron, schedule.timeZone, new Date());
  const created = await createSchedule({ ...schedule, nextDueAt });
  revalidatePath("/schedules");
  return created;
});

export async function createScheduleAction(input: z.input<typeof newSchedule>) {
  return create(input);
}

const change = guardAction("manage-schedules", changedSchedule, async ({ scheduleId, ...timed }) => {
  const nextDueAt = nextDue(timed.cron, timed.timeZone, new Date());
  const changed = await updateSchedule(scheduleId, { ...timed, nextDueAt });
  revalidatePath("/schedules");
  return changed;
});

export async function changeScheduleAction(input: z.input<typeof changedSchedule>) {
  return change(input);
}

const pause = guardAction("manage-schedules", pausedSchedule, async ({ scheduleId, paused }) => {
  const { cron, timeZone } = await getSchedule(scheduleId);
  await updateSchedule(scheduleId, { paused, nextDueAt: nextDue(cron, timeZone, new Date()) });
  revalidatePath("/schedules");
});

export async function pauseScheduleAction(input: z.input<typeof pausedSchedule>) {
  return pause(input);
}

const remove = guardAction("manage-schedules", oneSchedule, async ({ scheduleId }) => {
  await deleteSchedule(scheduleId);
  revalidatePath("/schedules");
});

export async function deleteScheduleAction(input: z.input<typeof oneSchedule>) {
  return remove(input);
}
