import { z } from "zod";
import { acceptanceKinds } from "../../../../lib/domain/triage.ts";
import { acceptanceSorts, acceptanceStandings } from "../../../../lib/domain/views/triage-view.ts";
import { anyOf, cursor, text, texts } from "../../../search-fields.ts";

/** What the list of acceptances may be asked. */
export const acceptancesQuery = z.strictObject({
  standing: anyOf(acceptanceStandings).meta({
    description: `Any of ${acceptanceStandings.join(", ")}; all where absent.`,
  }),
  kind: anyOf(acceptanceKinds).meta({ description: "accepted, false-positive or both." }),
  cluster: text.meta({ description: "Only those that concern this cluster, those of every cluster too." }),
  check: texts(100).meta({ description: "Only those of these checks, or that cover a finding of them." }),
  reviewer: text.meta({ description: 'Name of who is to review or did; "-": nobody.' }),
  by: text.meta({ description: "Name of who made it." }),
  q: text.meta({ description: "Words that all must occur in reason, proof, selector, check or names." }),
  sort: z.enum(acceptanceSorts, `must be one of ${acceptanceSorts.join(", ")}.`).optional(),
  limit: z.coerce
    .number("must be a number")
    .int()
    .min(1, "ask for at least 1")
    .max(200, "ask for at most 200")
    .default(50),
  cursor: cursor.meta({ description: "nextCursor of the page before." }),
});
