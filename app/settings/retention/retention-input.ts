import { z } from "zod";
import { daysProblem } from "../../../lib/posture/index.ts";

/** Digits become a number; anything else stays what it is, and is refused with a sentence where it is judged. */
const typedDays = z
  .union([z.null(), z.string().max(40)])
  .transform((typed) => {
    if (typed === null || typed === "default") return typed;
    return /^[-+]?\d+(\.\d+)?$/.test(typed.trim()) ? Number(typed) : Number.NaN;
  })
  .superRefine((days, context) => {
    const message = days === "default" ? null : daysProblem(days);
    if (message) context.addIssue({ code: "custom", message });
  });

/** What the form sends: "default", null for ever, or days as typed. */
export const retentionForm = z.object({
  clusterId: z.string().max(100),
  intervals: typedDays,
  findings: typedDays,
  evidence: typedDays,
  rollups: typedDays,
});
