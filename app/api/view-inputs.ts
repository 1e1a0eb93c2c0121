import { z } from "zod";
import { viewPaths } from "../../lib/domain/views/saved-view.ts";
import { viewProblem } from "../views/view-filter.ts";

/** What the HTTP API takes of saved views; strict, as all of it. */
const id = z.string().min(1, "must not be empty").max(100).meta({ description: "Identifier, as a list gave it." });
const name = z.string().trim().min(1, "give the view a name").max(80, "a name may have up to 80 characters");
const path = z.enum(viewPaths).default("/findings");
const query = z
  .string()
  .max(4000)
  .superRefine((written, context) => {
    const sentence = viewProblem(written);
    if (sentence) context.addIssue({ code: "custom", message: sentence });
  })
  .meta({ description: "What stands after the question mark of the list's address." });
const version = z.coerce.number().int().min(1).meta({ description: "The version that was seen." });
const shared = z.boolean("must be true or false").meta({ description: "In everybody's menu; else in your own." });

export const viewsQuery = z.strictObject({
  path,
  counts: z
    .enum(["true", "false"], "must be true or false")
    .default("false")
    .meta({ description: "With how many findings each has." }),
});
export const newView = z.strictObject({ name, path, query, shared: shared.default(false) });
export const viewPatch = z.strictObject({
  id,
  version,
  name: name.optional(),
  query: query.optional(),
  shared: shared.optional(),
});
export const viewRemoval = z.strictObject({ id, version });
