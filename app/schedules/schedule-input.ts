import { z } from "zod";
import { AppError } from "../../lib/domain/errors.ts";
import { scanProfiles } from "../../lib/domain/scan-report.ts";
import { parseSchedule } from "../../lib/schedule/index.ts";

const id = z.string().min(1).max(100);
const anyCron = "0 0 * * *";

/** The sentence that refuses a cron line in a zone, or null. */
function refusal(cron: string, timeZone: string): string | null {
  try {
    parseSchedule(cron, timeZone);
    return null;
  } catch (error) {
    if (error instanceof AppError) return error.message;
    throw error;
  }
}

/** A time of scans that lib/schedule knows and that fires; the sentence stands at the field that is wrong. */
export const timing = z
  .object({
    cron: z.string().trim().min(1, "Write when to scan.").max(200),
    timeZone: z.string().trim().min(1).max(100),
  })
  .superRefine(({ cron, timeZone }, context) => {
    const wrongZone = refusal(anyCron, timeZone);
    const wrong = wrongZone ?? refusal(cron, timeZone);
    if (wrong) context.addIssue({ code: "custom", path: [wrongZone ? "timeZone" : "cron"], message: wrong });
  });

export const newSchedule = z.object({ clusterId: id, profile: z.enum(scanProfiles) }).and(timing);
export const changedSchedule = z.object({ scheduleId: id, profile: z.enum(scanProfiles) }).and(timing);
export const pausedSchedule = z.object({ scheduleId: id, paused: z.boolean() });
export const oneSchedule = z.object({ scheduleId: id });
