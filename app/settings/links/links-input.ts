import { z } from "zod";
import { baseAddressProblem } from "../../../lib/domain/link-settings.ts";
import * as t from "../../../lib/messages/index.ts";

/** A base of links as a form or a program gives it; empty is none. */
const base = z
  .union([z.string(), z.null()])
  .transform((value) => value?.trim() || null)
  .superRefine((value, context) => {
    const problem = value === null ? null : baseAddressProblem(value);
    if (problem) context.addIssue({ code: "custom", message: t.exporting.links.problems[problem] });
  })
  .default(null);

/** What the API and the page take; `seen` is the `updatedAt` of what was edited. */
export const linksInput = z.strictObject({
  headlamp: base.meta({ description: "Base address of Headlamp, http or https, without credentials; null: none." }),
  headlampClusters: z
    .record(z.string().min(1).max(100), z.string().trim().max(253))
    .default({})
    .transform((names) => Object.fromEntries(Object.entries(names).filter(([, name]) => name !== "")))
    .meta({ description: "What Headlamp calls a cluster, by its id here." }),
  documentation: base.meta({ description: "Where your own pages about checks stand; the check's id is appended." }),
  seen: z
    .union([z.iso.datetime({ offset: true }), z.null()])
    .default(null)
    .meta({ description: "updatedAt of what was edited; another one meanwhile is a conflict." }),
});
